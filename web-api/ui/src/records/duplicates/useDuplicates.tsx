import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem, type DuplicateMatch, type ObjectView, type RecordView } from '~/api';
import { MergeDialog } from '../merge';
import { DuplicatesDialog } from './DuplicatesDialog';

export interface DuplicateAnswers {
  /** Whether a failed write was refused for duplicates, which the dialog then shows. */
  refused: (failure: unknown) => boolean;
  /** Whether a written record was warned of, which the dialog then shows; `after` is called when it is closed. */
  warned: (record: RecordView & { warnings?: unknown }, after: () => void) => boolean;
  dialog: ReactNode;
}

type Told =
  | { kind: 'refused'; matches: DuplicateMatch[] }
  | { kind: 'warned'; matches: DuplicateMatch[]; record: RecordView; after: () => void };

/** Warnings of a write are of criteria or of duplicates; these name a rule. */
function matchesIn(warnings: unknown): DuplicateMatch[] {
  return Array.isArray(warnings)
    ? warnings.filter(
        (one): one is DuplicateMatch => typeof one === 'object' && one !== null && 'rule' in one,
      )
    : [];
}

/** What a page does with a write that doubles something: the same wherever records are made. */
export function useDuplicates(object: ObjectView): DuplicateAnswers {
  const navigate = useNavigate();
  const [told, tell] = useState<Told | null>(null);
  const [twin, merge] = useState<string | null>(null);
  const close = () => {
    tell(null);
    if (told?.kind === 'warned') {
      told.after();
    }
  };
  const dialog =
    told?.kind === 'warned' && twin !== null ? (
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
          refused={told.kind === 'refused'}
          onMerge={told.kind === 'warned' && object.permissions.includes('delete') ? merge : undefined}
          onClose={close}
        />
      )
    );
  return {
    refused: (failure) => {
      const problem = asProblem(failure);
      const matches = problem?.code === 'duplicate' ? (problem.body.matches ?? []) : [];
      if (matches.length > 0) {
        tell({ kind: 'refused', matches });
      }
      return matches.length > 0;
    },
    warned: (record, after) => {
      const matches = matchesIn(record.warnings);
      if (matches.length > 0) {
        tell({ kind: 'warned', matches, record, after });
      }
      return matches.length > 0;
    },
    dialog,
  };
}
