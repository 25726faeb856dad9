import { FileExcelOutlined, FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Segmented, Select, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import {
  asProblem,
  downloadFrom,
  meQuery,
  type SheetKind,
  sheetPath,
  type SheetQuestion,
  sheetQuery,
  type SheetView,
  teamQuery,
} from '~/api';
import { todayIn, useMessages } from '~/i18n';
import { LoadFailed, PageHead, usePageTitle } from '~/parts';
import { sheetMessages } from './messages';
import './sheets.css';

/** Whether a cell stays on one line; a Chinese character takes the room of two letters. */
function isShort(text = ''): boolean {
  return [...text].reduce((width, letter) => width + (letter > '\u2e80' ? 2 : 1), 0) <= 18;
}

function Section({ section }: { section: SheetView['sections'][number] }) {
  return (
    <section className="sheet-section">
      <h3>{section.title}</h3>
      {section.rows.length === 0 ? (
        <p className="sheet-none">{section.none}</p>
      ) : (
        <div className="sheet-scroll">
          <table>
            <thead>
              <tr>
                {section.columns.map((column) => (
                  <th key={column.key} scope="col">
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map((row, at) => (
                <tr key={at}>
                  {section.columns.map((column) => (
                    <td
                      key={column.key}
                      data-label={column.label}
                      className={isShort(row[column.key]) ? 'sheet-short' : undefined}
                    >
                      {row[column.key]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Paper({ sheet }: { sheet: SheetView }) {
  return (
    <article className="sheet">
      <h2>{sheet.title}</h2>
      <p className="sheet-subtitle">{sheet.subtitle}</p>
      <dl className="sheet-facts">
        {sheet.facts.map((fact) => (
          <div key={fact.key}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {sheet.sections.map((section) => (
        <Section key={section.key} section={section} />
      ))}
    </article>
  );
}

function Downloads({ kind, question }: { kind: SheetKind; question: SheetQuestion }) {
  const t = useMessages(sheetMessages);
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: (format: 'pdf' | 'xlsx') => downloadFrom(sheetPath(kind), { ...question, format }),
    onError: (error) => void message.error(asProblem(error)?.message ?? t.failed),
  });
  const busy = (format: string) => saving.isPending && saving.variables === format;
  return (
    <>
      <Button
        icon={<PrinterOutlined />}
        onClick={() => {
          window.print();
        }}
      >
        {t.print}
      </Button>
      <Button
        icon={<FilePdfOutlined />}
        loading={busy('pdf')}
        onClick={() => {
          saving.mutate('pdf');
        }}
      >
        {t.pdf}
      </Button>
      <Button
        icon={<FileExcelOutlined />}
        loading={busy('xlsx')}
        onClick={() => {
          saving.mutate('xlsx');
        }}
      >
        {t.xlsx}
      </Button>
    </>
  );
}

/** The call plan and the work report of a day, to read, print and keep. */
export default function SheetsPage() {
  const t = useMessages(sheetMessages);
  const [params, setParams] = useSearchParams();
  const me = useQuery(meQuery());
  const team = useQuery(teamQuery());
  const kind: SheetKind = params.get('kind') === 'report' ? 'report' : 'plan';
  const member = params.get('member') ?? me.data?.member.id;
  const theirs = team.data?.find((one) => one.member.id === member)?.on;
  const on = params.get('on') ?? theirs ?? todayIn();
  const question = { member, on };
  const sheet = useQuery({
    ...sheetQuery(kind, question),
    enabled: me.isSuccess,
    placeholderData: keepPreviousData,
  });
  usePageTitle(sheet.data?.title ?? t.title);
  const change = (part: Record<string, string | undefined>) => {
    const next = Object.entries({ kind, member, on, ...part }).filter(([, value]) => value);
    setParams(Object.fromEntries(next) as Record<string, string>, { replace: true });
  };
  const members = (team.data ?? []).map((one) => ({ value: one.member.id, label: one.member.name }));
  return (
    <>
      <PageHead title={t.title} actions={<Downloads kind={kind} question={question} />} />
      <div className="sheet-tools">
        <Segmented
          aria-label={t.kind}
          value={kind}
          options={[
            { value: 'plan', label: t.plan },
            { value: 'report', label: t.report },
          ]}
          onChange={(next) => {
            change({ kind: next });
          }}
        />
        {members.length > 1 && (
          <Select
            aria-label={t.member}
            showSearch={{ optionFilterProp: 'label' }}
            value={member}
            options={members}
            onChange={(next: string) => {
              change({ member: next });
            }}
          />
        )}
        <DatePicker
          aria-label={t.day}
          allowClear={false}
          value={dayjs(on)}
          onChange={(day) => {
            change({ on: day?.format('YYYY-MM-DD') ?? on });
          }}
        />
      </div>
      {sheet.isError && <LoadFailed error={sheet.error} retry={() => void sheet.refetch()} />}
      {sheet.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {sheet.data && !sheet.isError && <Paper sheet={sheet.data} />}
    </>
  );
}
