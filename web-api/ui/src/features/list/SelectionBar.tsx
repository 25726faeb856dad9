import {
  CloseOutlined,
  DeleteOutlined,
  EditOutlined,
  MergeCellsOutlined,
  StarOutlined,
  SwapOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { meQuery, type ObjectView, type RecordView } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { quote } from '~/records/condition';
import { MergeDialog } from '~/records/merge';
import { RegradeDialog } from '~/records/regrade';
import { TransferDialog, type TransferOf } from '~/records/transfer';
import { BulkDialog, type BulkKind } from './bulk/BulkDialog';
import type { Selection } from './bulk/bulk';
import { listMessages } from './messages';
import type { Question } from './useRecords';

interface SelectionBarProps {
  object: ObjectView;
  question: Question;
  total: number | null | undefined;
  /** The records that the page shows. */
  page: readonly RecordView[];
  ids: readonly string[];
  everything: boolean;
  onEverything: () => void;
  onClear: () => void;
}

/** A text search is not part of a transfer's filter: there the ids are named. */
function transferOf(ids: readonly string[], everything: boolean, question: Question): TransferOf {
  return everything ? { filter: question.filter ?? 'true' } : { ids };
}

/** What can be done with the chosen records, and how to choose all that match. */
export function SelectionBar(props: SelectionBarProps) {
  const { object, question, total, page, ids, everything, onEverything, onClear } = props;
  const t = useMessages(listMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const [open, setOpen] = useState<BulkKind | 'owner' | 'merge' | 'regrade' | null>(null);
  const wholePage = page.length > 0 && page.every((record) => ids.includes(record.id));
  const more = total !== null && total !== undefined && total > ids.length;
  const selection: Selection = everything ? { all: question, total: total ?? ids.length } : { ids };
  const count = formatNumber(locale, everything ? (total ?? ids.length) : ids.length);
  const me = useQuery(meQuery());
  const manages = me.data !== undefined && me.data.permissions.scope !== 'own';
  const may = (right: string) => object.permissions.includes(right);
  const close = (changed: boolean) => {
    setOpen(null);
    if (changed) {
      onClear();
    }
  };
  return (
    <div className="selection" role="region" aria-label={t.selection}>
      <strong aria-live="polite">{t.selected(count)}</strong>
      {wholePage && more && !everything && (
        <Button type="link" size="small" onClick={onEverything}>
          {t.selectAll(formatNumber(locale, total))}
        </Button>
      )}
      <span className="selection-acts">
        {may('update') && (
          <Button
            icon={<EditOutlined />}
            onClick={() => {
              setOpen('fields');
            }}
          >
            {t.changeFields}
          </Button>
        )}
        {may('update') && object.funnels.length > 0 && (
          <Button
            icon={<SwapOutlined />}
            onClick={() => {
              setOpen('stage');
            }}
          >
            {t.changeStage}
          </Button>
        )}
        {may('update') && object.gradeScale && manages && !(everything && question.q) && (
          <Button
            icon={<StarOutlined />}
            onClick={() => {
              setOpen('regrade');
            }}
          >
            {t.regrade}
          </Button>
        )}
        {may('update') && !object.about && !(everything && question.q) && (
          <Button
            icon={<UserSwitchOutlined />}
            onClick={() => {
              setOpen('owner');
            }}
          >
            {t.changeOwner}
          </Button>
        )}
        {may('update') &&
          may('delete') &&
          !object.about &&
          !everything &&
          ids.length > 1 &&
          ids.length <= 10 && (
            <Button
              icon={<MergeCellsOutlined />}
              onClick={() => {
                setOpen('merge');
              }}
            >
              {t.merge}
            </Button>
          )}
        {may('delete') && (
          <Button
            danger
            icon={<DeleteOutlined />}
            onClick={() => {
              setOpen('delete');
            }}
          >
            {t.delete}
          </Button>
        )}
        <Button type="text" icon={<CloseOutlined />} aria-label={t.clearSelection} onClick={onClear} />
      </span>
      {open === 'owner' && (
        <TransferDialog object={object} of={transferOf(ids, everything, question)} onClose={close} />
      )}
      {open === 'regrade' && (
        <RegradeDialog
          object={object}
          filter={everything ? question.filter : `id in [${ids.map(quote).join(', ')}]`}
          onClose={close}
        />
      )}
      {open === 'merge' && (
        <MergeDialog
          object={object}
          ids={ids}
          onMerged={(record) => {
            close(true);
            void navigate(`/o/${object.key}/${record.id}`);
          }}
          onClose={() => {
            close(false);
          }}
        />
      )}
      {open !== null && open !== 'owner' && open !== 'merge' && open !== 'regrade' && (
        <BulkDialog object={object} kind={open} selection={selection} known={page} onClose={close} />
      )}
    </div>
  );
}
