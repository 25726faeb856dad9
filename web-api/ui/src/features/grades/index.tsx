import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Segmented, Skeleton, Spin } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import {
  conversionQuery,
  type Distribution,
  type DistributionBy,
  distributionQuery,
  meQuery,
  objectQuery,
  type ObjectView,
} from '~/api';
import { addDays, formatNumber, todayIn, useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { RegradeDialog } from '~/records/regrade';
import './grades.css';
import { gradesMessages } from './messages';

const WINDOW = 90;
const ways: readonly DistributionBy[] = ['company', 'team', 'owner'];

/** Each row's counts, as figures and as a bar: the colour is never the only sign. */
function Table({ of, by }: { of: Distribution; by: DistributionBy }) {
  const t = useMessages(gradesMessages);
  const locale = useLocale();
  const columns = [...of.grades, { key: '', label: t.ungraded, color: null }];
  return (
    <div className="grades-scroll">
      <table className="grades-table">
        <thead>
          <tr>
            <td />
            {columns.map((grade) => (
              <th key={grade.key} scope="col">
                <Chip color={grade.color}>{grade.label}</Chip>
              </th>
            ))}
            <th scope="col">{t.total}</th>
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row) => (
            <tr key={row.member?.id ?? ''}>
              <th scope="row">
                {row.member?.name ?? (by === 'company' ? t.whole : t.unowned)}
                <span className="grades-bar" aria-hidden="true">
                  {columns.map((grade) => (
                    <i
                      key={grade.key}
                      style={{
                        flexGrow: row.counts[grade.key] ?? 0,
                        background: grade.color ?? 'var(--line)',
                      }}
                    />
                  ))}
                </span>
              </th>
              {columns.map((grade) => {
                const count = row.counts[grade.key] ?? 0;
                return (
                  <td key={grade.key}>
                    {formatNumber(locale, count)}
                    {row.total > 0 && count > 0 && (
                      <small> {t.share(Math.round((100 * count) / row.total))}</small>
                    )}
                  </td>
                );
              })}
              <td>
                <strong>{formatNumber(locale, row.total)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Conversions({ object, on }: { object: ObjectView; on: string }) {
  const t = useMessages(gradesMessages);
  const locale = useLocale();
  const found = useQuery(conversionQuery(object.key, addDays(on, -WINDOW), on));
  const grade = (key: string | null) => {
    const one = object.gradeScale?.grades.find((each) => each.key === key);
    return <Chip color={one?.color}>{one?.label ?? key ?? t.ungraded}</Chip>;
  };
  return (
    <section className="grades-part" aria-labelledby="grades-conversion">
      <h2 id="grades-conversion">{t.conversion}</h2>
      <p className="grades-hint">{t.conversionHint}</p>
      {found.isPending && <Skeleton active title={false} />}
      {found.isError && <LoadFailed error={found.error} retry={() => void found.refetch()} />}
      {found.data?.rows.length === 0 && <p>{t.noConversion}</p>}
      {found.data && found.data.rows.length > 0 && (
        <div className="grades-scroll">
          <table className="grades-table grades-moves">
            <thead>
              <tr>
                {[t.from, t.to, t.count, t.medianDays].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.data.rows.map((row) => (
                <tr key={`${row.from ?? ''} ${row.to ?? ''}`}>
                  <td>{grade(row.from)}</td>
                  <td>{grade(row.to)}</td>
                  <td>{formatNumber(locale, row.count)}</td>
                  <td>{row.medianDays === null ? '–' : formatNumber(locale, row.medianDays, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** How the records of an object are graded, by team, on any day that was. */
export default function GradesPage() {
  const t = useMessages(gradesMessages);
  const { object: key = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const me = useQuery(meQuery());
  const today = todayIn(me.data?.tenant.timeZone);
  const on = params.get('on') ?? today;
  const by = ways.find((one) => one === params.get('by')) ?? 'company';
  const object = useQuery(objectQuery(key));
  const graded = Boolean(object.data?.gradeScale);
  const found = useQuery({ ...distributionQuery(key, on, by), enabled: graded });
  const [regrading, regrade] = useState(false);
  usePageTitle(object.data && t.title(object.data.label));
  const change = (part: Record<string, string>) => {
    setParams({ on, by, ...part }, { replace: true });
  };
  if (object.isError) {
    return <LoadFailed error={object.error} retry={() => void object.refetch()} />;
  }
  if (!object.data) {
    return <Skeleton active />;
  }
  if (!graded) {
    return <Notice title={t.noScale} hint={t.noScaleHint} ripe={0.15} />;
  }
  return (
    <>
      <PageHead
        title={t.title(object.data.label)}
        actions={
          <>
            <DatePicker
              aria-label={t.on}
              allowClear={false}
              maxDate={dayjs(today)}
              value={dayjs(on)}
              onChange={(day) => {
                change({ on: day?.format('YYYY-MM-DD') ?? today });
              }}
            />
            <Segmented<DistributionBy>
              aria-label={t.by}
              value={by}
              options={ways.map((value) => ({ value, label: t[value] }))}
              onChange={(value) => {
                change({ by: value });
              }}
            />
            {object.data.permissions.includes('update') && (
              <Button
                onClick={() => {
                  regrade(true);
                }}
              >
                {t.regrade}
              </Button>
            )}
          </>
        }
      />
      {found.isError && <LoadFailed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {found.data && (
        <Spin spinning={found.isPlaceholderData}>
          {found.data.rows.every((row) => row.total === 0) ? (
            <Notice title={t.none} hint={t.noneHint} ripe={0.3} />
          ) : (
            <Table of={found.data} by={by} />
          )}
        </Spin>
      )}
      <Conversions object={object.data} on={on} />
      {regrading && (
        <RegradeDialog
          object={object.data}
          onClose={() => {
            regrade(false);
          }}
        />
      )}
    </>
  );
}
