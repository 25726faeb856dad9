import { PlusOutlined, ProjectOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { meQuery, type ObjectView, type Values } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { LinkButton, LoadFailed, Notice, PageHead } from '~/parts';
import { RecordTable } from '~/records';
import { ExportButton } from '~/records/exports';
import { useMoving } from '~/records/move';
import { withFilters } from '~/records/views';
import { CreateDrawer } from './CreateDrawer';
import { ListTools } from './ListTools';
import { listMessages } from './messages';
import { Pager } from './Pager';
import { SelectionBar } from './SelectionBar';
import { useRecords } from './useRecords';

/** The chosen records; they are let go when the list shows something else. */
function useSelection(question: string) {
  const [chosen, choose] = useState({ question, ids: [] as string[], everything: false });
  const stands = chosen.question === question;
  return {
    ids: stands ? chosen.ids : [],
    everything: stands && chosen.everything,
    choose: (ids: string[]) => {
      choose({ question, ids, everything: false });
    },
    chooseAll: () => {
      choose({ ...chosen, everything: true });
    },
  };
}

/** `new=customer:<id>:<name>`: a new record that points to the one it was asked for from. */
function begunWith(text: string | null): Values | null {
  const [, field = '', id = '', name = ''] = /^(\w+):([^:]+):(.*)$/s.exec(text ?? '') ?? [];
  return field ? { [field]: { id, name } } : null;
}

/** A list of records: filtered, sorted, drawn as the reader wishes, and worked on in bulk. */
export function Records({ object }: { object: ObjectView }) {
  const t = useMessages(listMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const list = useRecords(object);
  const { state, change, view, page, total, question, sort, columns, drawn, draw } = list;
  const [params] = useSearchParams();
  const initial = begunWith(params.get('new'));
  const [creating, create] = useState(initial !== null);
  const selection = useSelection(JSON.stringify(question));
  const funnel = object.funnels.length === 1 ? object.funnels[0] : undefined;
  const { move, dialog } = useMoving(object, funnel);
  const items = page.data?.items ?? [];
  const filtered = question.filter !== undefined || question.q !== undefined;
  const admin = useQuery(meQuery()).data?.permissions.admin === true;
  const canCreate = object.permissions.includes('create') && !object.about;
  const newOne = canCreate && (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      onClick={() => {
        create(true);
      }}
    >
      {t.create(object.label)}
    </Button>
  );
  return (
    <>
      <PageHead
        title={object.plural || object.label}
        below={total === null || total === undefined ? undefined : t.total(formatNumber(locale, total))}
        actions={
          <>
            {object.funnels.length > 0 && (
              <LinkButton
                to={{
                  pathname: `/o/${object.key}/board`,
                  search: withFilters([view.filter, ...state.filters]),
                }}
                icon={<ProjectOutlined />}
              >
                {t.board}
              </LinkButton>
            )}
            <ExportButton object={object} question={{ ...question, sort }} fields={columns} />
            {newOne}
          </>
        }
      />
      <ListTools object={object} list={list} />
      {selection.ids.length > 0 && (
        <SelectionBar
          object={object}
          question={question}
          total={total}
          page={items}
          ids={selection.ids}
          everything={selection.everything}
          onEverything={selection.chooseAll}
          onClear={() => {
            selection.choose([]);
          }}
        />
      )}
      {page.isError && <LoadFailed error={page.error} retry={() => void page.refetch()} />}
      {page.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {page.isSuccess && items.length === 0 && (
        <Notice
          title={filtered ? t.emptyFound : t.emptyFirst(object.plural || object.label)}
          hint={filtered ? t.emptyFoundHint : canCreate ? t.emptyFirstHint(admin) : t.emptyNotYours}
          ripe={0.3}
          action={
            filtered ? (
              <Button onClick={() => void navigate(`/o/${object.key}?view=all`)}>{t.showAll}</Button>
            ) : (
              newOne && (
                <>
                  {newOne}
                  {admin && (
                    <LinkButton to={`/studio/import/new?object=${object.key}`}>{t.importTable}</LinkButton>
                  )}
                </>
              )
            )
          }
        />
      )}
      {items.length > 0 && (
        <RecordTable
          object={object}
          columns={columns}
          records={items}
          sort={sort}
          loading={page.isPlaceholderData}
          widths={drawn.widths}
          pinned={drawn.pinned}
          editable
          move={funnel && { field: funnel.field, to: move }}
          selection={{ ids: selection.ids, onChange: selection.choose }}
          onResize={(name, width) => {
            draw({ widths: { ...drawn.widths, [name]: width } });
          }}
          onSort={(next) => {
            change({ sort: next });
          }}
        />
      )}
      {page.data && items.length > 0 && (
        <Pager page={page.data} total={total} state={state} onTurn={change} />
      )}
      {creating && (
        <CreateDrawer
          object={object}
          initial={initial ?? undefined}
          onClose={() => {
            create(false);
          }}
        />
      )}
      {dialog}
    </>
  );
}
