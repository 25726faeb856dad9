import { Checkbox } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useMessages } from '~/i18n';
import { recordMessages } from '../messages';
import { recordName } from '../wire';
import { Cell } from './Cell';
import { useHeading } from './columns';
import type { RecordTableProps } from './RecordTable';

/** A list of records on a phone. */
export function Cards({ object, columns, records, selection, rowAction, linked = true }: RecordTableProps) {
  const t = useMessages(recordMessages);
  const heading = useHeading();
  const navigate = useNavigate();
  const others = columns.filter((name) => name !== object.nameField).slice(0, 4);
  const page = records.map((record) => record.id);
  const chosen = page.filter((id) => selection?.ids.includes(id)).length;
  return (
    <>
      {selection && (
        <Checkbox
          className="record-cards-all"
          checked={chosen === page.length}
          indeterminate={chosen > 0 && chosen < page.length}
          onChange={({ target }) => {
            const others = selection.ids.filter((id) => !page.includes(id));
            selection.onChange(target.checked ? [...others, ...page] : others);
          }}
        >
          {t.selectPage}
        </Checkbox>
      )}
      <ul className="record-cards">
        {records.map((record) => {
          const name = recordName(object, record) || '—';
          const open = () => void navigate(`/o/${object.key}/${record.id}`);
          return (
            <li
              key={record.id}
              onClick={(event) => {
                if (linked && !(event.target as HTMLElement).closest('a,button,label,input')) {
                  open();
                }
              }}
            >
              <div className="record-card-head">
                {selection && (
                  <Checkbox
                    aria-label={t.select(name)}
                    checked={selection.ids.includes(record.id)}
                    onChange={({ target }) => {
                      selection.onChange(
                        target.checked
                          ? [...selection.ids, record.id]
                          : selection.ids.filter((id) => id !== record.id),
                      );
                    }}
                  />
                )}
                {linked ? (
                  <Link className="record-link" to={`/o/${object.key}/${record.id}`}>
                    {name}
                  </Link>
                ) : (
                  <span className="record-link">{name}</span>
                )}
              </div>
              <dl>
                {others.map((column) => (
                  <div key={column}>
                    <dt>{heading(object, column)}</dt>
                    <dd>
                      <Cell object={object} name={column} record={record} linked={linked} />
                    </dd>
                  </div>
                ))}
              </dl>
              {rowAction && <div className="record-card-action">{rowAction(record)}</div>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
