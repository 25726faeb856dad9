import { CheckCircleFilled, DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress, Table } from 'antd';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { importMessages } from './messages';
import { failuresQuery, type Import, reportAddress, type Run } from './wire';

export function Counts({
  of,
}: {
  of: readonly (readonly [label: string, count: number, grave?: boolean])[];
}) {
  const locale = useLocale();
  return (
    <dl className="counts">
      {of.map(([label, count, grave]) => (
        <div key={label} className={grave && count > 0 ? 'counts-failed' : undefined}>
          <dt>{label}</dt>
          <dd>{formatNumber(locale, count)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function RunCounts({ of }: { of: Run }) {
  const t = useMessages(importMessages);
  return (
    <Counts
      of={[
        [t.createdCount, of.created],
        [t.updatedCount, of.updated],
        [t.skippedCount, of.skipped],
        [t.failedCount, of.failed, true],
      ]}
    />
  );
}

/** How far a way through the file is. */
export function Going({ done, total, words }: { done: number; total: number; words: string }) {
  return (
    <div role="status" className="import-going">
      <Progress percent={total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 0} status="active" />
      <p>{words}</p>
    </div>
  );
}

/** The files of rows that were not imported as they stand. */
export function Downloads({ of, way }: { of: Import; way: Run }) {
  const t = useMessages(importMessages);
  return (
    <>
      {way.failed > 0 && (
        <Button icon={<DownloadOutlined />} href={reportAddress(of.id, 'failed')} download>
          {t.download}
        </Button>
      )}
      {way.skipped > 0 && (
        <Button icon={<DownloadOutlined />} href={reportAddress(of.id, 'duplicates')} download>
          {t.downloadDuplicates}
        </Button>
      )}
    </>
  );
}

/** The first rows that failed, with why. */
export function Failures({ of, way }: { of: Import; way: Run }) {
  const t = useMessages(importMessages);
  const failures = useQuery({ ...failuresQuery(of, way), enabled: way.failed > 0 });
  if (way.failed === 0) {
    return (
      <p className="import-fine">
        <CheckCircleFilled /> {t.allFine}
      </p>
    );
  }
  const shown = failures.data;
  return (
    <>
      <Alert type="warning" showIcon title={t.someFail(way.failed)} className="import-note" />
      {shown && shown.rows.length > 0 && (
        <>
          <h3>{t.firstFailures(shown.rows.length)}</h3>
          <Table
            size="small"
            pagination={false}
            rowKey="at"
            scroll={{ x: 'max-content', y: 360 }}
            dataSource={shown.rows.map((row, at) => ({ ...row, at }))}
            columns={[
              { title: t.reason, dataIndex: 'reason', width: 280, className: 'import-reason' },
              ...shown.columns.map((column, at) => ({
                key: String(at),
                title: column,
                width: 140,
                ellipsis: true,
                render: (_: unknown, row: { cells: string[] }) => row.cells[at],
              })),
            ]}
          />
        </>
      )}
    </>
  );
}
