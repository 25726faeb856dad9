import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';

import { objectQuery, pageQuery, type RelatedList, totalQuery } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { LinkButton, LoadFailed, Notice } from '~/parts';
import { RecordTable } from '~/records';
import { quote } from '~/records/condition';
import { recordPageMessages } from './messages';

const shown = 10;

/** The records of another object that point to this one. */
export function Related({ list, id, name }: { list: RelatedList; id: string; name: string }) {
  const t = useMessages(recordPageMessages);
  const locale = useLocale();
  const filter = `${list.field} == ${quote(id)}`;
  const object = useQuery(objectQuery(list.object));
  const page = useQuery(pageQuery(list.object, { filter, sort: '-updated_at', limit: shown }));
  const total = useQuery(totalQuery(list.object, { filter }));
  const failure = object.error ?? page.error;
  const all = {
    pathname: `/o/${list.object}`,
    search: new URLSearchParams({ view: 'all', filter }).toString(),
  };
  const add = `${list.field}:${id}:${name}`;
  const create = {
    pathname: `/o/${list.object}`,
    search: new URLSearchParams({ view: 'all', filter, new: add }).toString(),
  };
  if (failure) {
    return <LoadFailed error={failure} retry={() => void page.refetch()} />;
  }
  if (!object.data || !page.data) {
    return <Skeleton active title={false} />;
  }
  const laidOut = object.data.layout?.list ?? object.data.fields.map((field) => field.key);
  const columns = laidOut.filter((name) => name !== list.field).slice(0, 5);
  return (
    <>
      {page.data.items.length === 0 ? (
        <Notice compact title={t.noRelated(list.label)} />
      ) : (
        <RecordTable object={object.data} columns={columns} records={page.data.items} />
      )}
      <div className="related-ways">
        {object.data.permissions.includes('create') && !object.data.about && (
          <LinkButton to={create} type="text">
            {t.newRelated(object.data.label)}
          </LinkButton>
        )}
        {(total.data ?? 0) > shown && (
          <LinkButton to={all} type="text">
            {t.allRelated(formatNumber(locale, total.data ?? 0))}
          </LinkButton>
        )}
      </div>
    </>
  );
}
