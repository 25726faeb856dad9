import { UnorderedListOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import { useParams } from 'react-router';
import { objectQuery, type ObjectView } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { LinkButton, LoadFailed, Notice, PageHead, usePageTitle } from '~/parts';
import { conditionFields } from '~/records/condition';
import { FilterButton, FilterChips } from '~/records/filter';
import { ViewMenu, withFilters } from '~/records/views';
import { Board } from './Board';
import './board.css';
import { boardMessages } from './messages';
import { useShownBoard } from './useShownBoard';

function Shown({ object }: { object: ObjectView }) {
  const t = useMessages(boardMessages);
  const locale = useLocale();
  const shown = useShownBoard(object);
  const { funnel, filters, filter, view, change } = shown;
  const fields = conditionFields(object, locale);
  if (!funnel) {
    return <Notice title={t.noFunnel} hint={t.noFunnelHint} ripe={0.15} />;
  }
  return (
    <>
      <PageHead
        title={t.title(object.label)}
        above={funnel.label}
        actions={
          <>
            {object.funnels.length > 1 && (
              <Select
                aria-label={t.funnel}
                value={funnel.key}
                options={object.funnels.map((one) => ({ value: one.key, label: one.label }))}
                onChange={(chosen) => {
                  change({ funnel: chosen });
                }}
              />
            )}
            <LinkButton
              to={{ pathname: `/o/${object.key}`, search: withFilters([view.filter, ...filters]) }}
              icon={<UnorderedListOutlined />}
            >
              {t.list}
            </LinkButton>
          </>
        }
      />
      <div className="list-tools">
        <ViewMenu object={object} showing={shown} />
        <FilterButton
          filters={filters}
          fields={fields}
          onApply={(next) => {
            change({ filters: next });
          }}
        />
      </div>
      <FilterChips
        standing={view.filter}
        filters={filters}
        fields={fields}
        onRemove={(gone) => {
          change({ filters: filters.filter((one) => one !== gone) });
        }}
        onClear={() => {
          change({ filters: [] });
        }}
      />
      {shown.settled ? (
        <Board key={funnel.key} object={object} funnel={funnel} filter={filter} />
      ) : (
        <Skeleton active />
      )}
    </>
  );
}

/** The board of one object's funnel. */
export default function BoardPage() {
  const t = useMessages(boardMessages);
  const { object: key = '' } = useParams();
  const object = useQuery(objectQuery(key));
  usePageTitle(object.data ? t.title(object.data.label) : undefined);
  if (object.isPending) {
    return <Skeleton active />;
  }
  if (object.isError) {
    return <LoadFailed error={object.error} retry={() => void object.refetch()} />;
  }
  return <Shown key={key} object={object.data} />;
}
