import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { RecordPage } from '~/api';
import { formatNumber, useLocale, useMessages } from '~/i18n';
import { listMessages } from './messages';
import { type ListState, pageSizes } from './useListState';

interface PagerProps {
  page: RecordPage;
  total: number | null | undefined;
  state: ListState;
  onTurn: (change: Partial<ListState>) => void;
}

/** From page to page by cursor, both ways: as quick at the end of a long list as at its beginning. */
export function Pager({ page, total, state, onTurn }: PagerProps) {
  const t = useMessages(listMessages);
  const locale = useLocale();
  const count = page.items.length;
  const last = state.from + count - 1;
  const number = (one: number) => formatNumber(locale, one);
  const shown = t.range(number(state.from), number(last), total ? number(Math.max(total, last)) : '');
  const previous = page.prevCursor ?? undefined;
  return (
    <nav className="list-pager" aria-label={t.pages}>
      <span>{shown}</span>
      <Select
        size="small"
        aria-label={t.perPage}
        value={state.limit}
        options={pageSizes.map((size) => ({ value: size, label: t.rows(size) }))}
        onChange={(limit) => {
          onTurn({ limit, cursor: undefined, from: 1 });
        }}
      />
      <Button
        icon={<LeftOutlined />}
        disabled={!previous || !state.cursor}
        onClick={() => {
          const from = state.from - state.limit;
          onTurn({ cursor: from > 1 ? previous : undefined, from: Math.max(1, from) });
        }}
      >
        {t.previous}
      </Button>
      <Button
        icon={<RightOutlined />}
        iconPlacement="end"
        disabled={!page.nextCursor}
        onClick={() => {
          onTurn({ cursor: page.nextCursor ?? undefined, from: state.from + count });
        }}
      >
        {t.next}
      </Button>
    </nav>
  );
}
