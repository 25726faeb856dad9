import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { Link, useSearchParams } from 'react-router';
import {
  api,
  objectQuery,
  objectsQuery,
  type OverridePage,
  type OverrideQuestion,
  overridesPath,
  type Overriding,
} from '~/api';
import { currentLocale, formatInstant, useLocale, useMessages } from '~/i18n';
import { Chip, LoadFailed, Notice, PageHead, partMessages, usePageTitle } from '~/parts';
import { MemberSelect, stageColor } from '~/records';
import { stageByKey } from '~/records/move';
import { overridesMessages } from './messages';
import './overrides.css';

const PAGE = 30;

function useQuestion() {
  const [params, setParams] = useSearchParams();
  const question: OverrideQuestion = {
    object: params.get('object') ?? undefined,
    member: params.get('member') ?? undefined,
    from: params.get('from') ?? undefined,
    to: params.get('to') ?? undefined,
  };
  const change = (part: OverrideQuestion) => {
    const next = Object.entries({ ...question, ...part }).filter(([, value]) => value);
    setParams(Object.fromEntries(next) as Record<string, string>, { replace: true });
  };
  return { question, change, asked: Object.values(question).some(Boolean) };
}

function One({ of }: { of: Overriding }) {
  const t = useMessages(overridesMessages);
  const locale = useLocale();
  const object = useQuery(objectQuery(of.record.object));
  const stage = (key: string | null) =>
    object.data?.funnels.map((funnel) => stageByKey(funnel, key)).find((one) => one !== undefined);
  const to = stage(of.to);
  return (
    <li>
      <div className="override-head">
        <Link to={`/o/${of.record.object}/${of.record.id}`}>{of.record.name}</Link>
        <span>
          {of.from && <>{stage(of.from)?.label ?? of.from} → </>}
          <Chip color={to && stageColor(to.kind)}>{to?.label ?? of.to}</Chip>
        </span>
        <span className="override-when">
          {of.by?.name ?? t.someone} · <time dateTime={of.at}>{formatInstant(locale, of.at)}</time>
        </span>
      </div>
      <q>{of.reason}</q>
      <p>
        {t.unmet} {of.unmet.map((one) => one.label).join(locale === 'en' ? ', ' : '、')}
      </p>
    </li>
  );
}

function Filters({ question, change }: Omit<ReturnType<typeof useQuestion>, 'asked'>) {
  const t = useMessages(overridesMessages);
  const objects = useQuery(objectsQuery());
  return (
    <div className="override-filters">
      <Select
        aria-label={t.object}
        placeholder={t.object}
        allowClear
        popupMatchSelectWidth={false}
        value={question.object}
        options={(objects.data ?? [])
          .filter((one) => !one.about)
          .map((one) => ({ value: one.key, label: one.label }))}
        onChange={(object: string | undefined) => {
          change({ object });
        }}
      />
      <span className="override-member">
        <MemberSelect
          aria-label={t.member}
          value={question.member ? { id: question.member, name: '' } : null}
          onChange={(member) => {
            change({ member: member?.id });
          }}
        />
      </span>
      <DatePicker.RangePicker
        aria-label={t.days}
        value={question.from && question.to ? [dayjs(question.from), dayjs(question.to)] : null}
        onChange={(days) => {
          change({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') });
        }}
      />
    </div>
  );
}

/** The moves made although criteria were unmet: what managers look through. */
export default function OverridesPage() {
  const t = useMessages(overridesMessages);
  const parts = useMessages(partMessages);
  const { question, change, asked } = useQuestion();
  usePageTitle(t.title);
  const found = useInfiniteQuery({
    queryKey: ['records', '*', 'overrides', question, currentLocale()],
    queryFn: ({ pageParam, signal }) =>
      api.get<OverridePage>(overridesPath, { ...question, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t.title} below={t.hint} />
      <Filters question={question} change={change} />
      {found.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {found.isError && <LoadFailed error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <Notice
          title={asked ? t.nothingFound : t.none}
          hint={asked ? t.nothingFoundHint : t.noneHint}
          ripe={asked ? 0.3 : 1}
        />
      )}
      {items.length > 0 && (
        <ol className="overrides" aria-label={t.list}>
          {items.map((one) => (
            <One key={one.record.id + one.at} of={one} />
          ))}
        </ol>
      )}
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {parts.loadMore}
        </Button>
      )}
    </>
  );
}
