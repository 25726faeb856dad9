import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem, type DuplicateMatch, type ObjectView, type RecordView, type WrittenRecord } from '~/api';
import { useMessages } from '~/i18n';
import { MergeDialog } from '../merge';
import { recordMessages } from '../messages';
import { DuplicatesDialog } from './DuplicatesDialog';

export interface DuplicateAnswers {
  /**
   * Whether a failed write was refused for duplicates, which the dialog then shows; with the record that was to be
   * changed, they can be merged.
   */
  refused: (failure: unknown, record?: RecordView) => boolean;
  /** Whether a written record was warned of, which the dialog then shows; `after` is called when it is closed. */
  warned: (record: WrittenRecord, after?: () => void) => boolean;
  dialog: ReactNode;
}

interface Told {
  refused: boolean;
  matches: DuplicateMatch[];
  record?: RecordView;
  after?: () => void;
}

/** What a page does with a write that doubles something: the same wherever records are made and changed. */
export function useDuplicates(object: ObjectView): DuplicateAnswers {
  const t = useMessages(recordMessages);
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const [told, tell] = useState<Told | null>(null);
  const [twin, merge] = useState<string | null>(null);
  const mayMerge = ['update', 'delete'].every((right) => object.permissions.includes(right));
  const close = () => {
    tell(null);
    told?.after?.();
  };
  const dialog =
    told?.record && twin !== null ? (
      <MergeDialog
        object={object}
        ids={[twin, told.record.id]}
        onMerged={(record) => {
          merge(null);
          tell(null);
          void navigate(`/o/${object.key}/${record.id}`);
        }}
        onClose={() => {
          merge(null);
        }}
      />
    ) : (
      told && (
        <DuplicatesDialog
          object={object}
          matches={told.matches}
          refused={told.refused}
          onMerge={told.record && mayMerge ? merge : undefined}
          onClose={close}
        />
      )
    );
  return {
    refused: (failure, record) => {
      const problem = asProblem(failure);
      const matches = problem?.code === 'duplicate' ? (problem.body.matches ?? []) : [];
      if (matches.length > 0) {
        tell({ refused: true, matches, record });
      }
      return matches.length > 0;
    },
    warned: (record, after) => {
      const warnings = record.warnings ?? [];
      const others = warnings.filter((one) => !one.matches);
      if (others.length > 0) {
        notification.warning({
          title: t.savedWarned,
          description: (
            <ul className="problem-list">
              {others.map((one) => (
                <li key={one.key}>
                  <strong>{one.label}</strong>: {one.message}
                </li>
              ))}
            </ul>
          ),
        });
      }
      const matches = warnings.flatMap((one) => one.matches ?? []);
      if (matches.length > 0) {
        tell({ refused: false, matches, record, after });
      }
      return matches.length > 0;
    },
    dialog,
  };
}
