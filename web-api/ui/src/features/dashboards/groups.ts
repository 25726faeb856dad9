import type { Aggregate, FieldView, ObjectView, Period, TileView } from '~/api';
import { addDays, formatDate, formatMoney, formatNumber, type Locale } from '~/i18n';
import { asValueField, fieldByKey, recordMessages, valueText, withOptions } from '~/records';
import { quote } from '~/records/condition';
import { dashboardMessages } from './messages';

/** One group of a tile: what it is called, its figure, and the condition that finds its records. */
export interface Figure {
  key: string;
  label: string;
  value: number;
  color: string | null;
  filter: string | null;
}

export type Names = Readonly<Record<string, string>>;

/** The field that a tile groups by, the owner among them. */
export function groupField(object: ObjectView, tile: TileView, locale: Locale): FieldView | null {
  if (!tile.groupBy) {
    return null;
  }
  if (tile.groupBy === 'owner_id') {
    return { key: 'owner_id', label: recordMessages[locale].owner, type: 'member' };
  }
  const field = fieldByKey(withOptions(object), tile.groupBy);
  return field ? asValueField(field) : null;
}

const isDated = (field: FieldView) => field.type === 'date' || field.type === 'date_time';

/** How the server is asked to group: by spans of time where the tile says so. */
export function groupingOf(field: FieldView | null, tile: TileView): string[] {
  return field ? [tile.period && isDated(field) ? `${field.key}:${tile.period}` : field.key] : [];
}

export const figureName = ({ fn, field }: TileView['measure']) =>
  fn === 'count' || !field ? 'count' : `${fn}_${field}`;

export function measureLabel(object: ObjectView, tile: TileView, locale: Locale): string {
  const t = dashboardMessages[locale];
  const { fn } = tile.measure;
  const field = fieldByKey(object, tile.measure.field ?? '');
  return fn === 'count' ? t.count : t[fn](field?.label ?? tile.measure.field ?? '');
}

/** A figure as people write it: amounts with their currency, shares with their sign. */
export function figureText(
  object: ObjectView,
  tile: TileView,
  locale: Locale,
  value: number,
  compact = false,
): string {
  const field = fieldByKey(object, tile.measure.field ?? '');
  if (tile.measure.fn === 'count' || !field) {
    return formatNumber(locale, value);
  }
  const type = asValueField(field).type;
  if (field.currency || type === 'currency') {
    return formatMoney(locale, value, field.currency ?? undefined, compact);
  }
  return type === 'percent' ? `${formatNumber(locale, value, 1)}%` : formatNumber(locale, value);
}

/** The first day of the span that a group stands for, and the first of the next. */
function span(value: string, period: Period): [string, string] {
  const start = /^\d{4}$/.test(value)
    ? `${value}-01-01`
    : /^\d{4}-\d{2}$/.test(value)
      ? `${value}-01`
      : value.slice(0, 10);
  const [year = 0, month = 1] = start.split('-').map(Number);
  const monthAfter = (count: number) => {
    const at = new Date(Date.UTC(year, month - 1 + count, 1));
    return at.toISOString().slice(0, 10);
  };
  switch (period) {
    case 'day':
      return [start, addDays(start, 1)];
    case 'week':
      return [start, addDays(start, 7)];
    case 'month':
      return [start, monthAfter(1)];
    case 'quarter':
      return [start, monthAfter(3)];
    case 'year':
      return [start, monthAfter(12)];
  }
}

function spanLabel(start: string, period: Period, locale: Locale): string {
  const t = dashboardMessages[locale];
  const at = new Date(`${start}T00:00:00Z`);
  switch (period) {
    case 'day':
      return formatDate(locale, start);
    case 'week':
      return t.week(formatDate(locale, start));
    case 'month':
      return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
    case 'quarter':
      return t.quarter(start.slice(0, 4), Math.floor(at.getUTCMonth() / 3) + 1);
    case 'year':
      return start.slice(0, 4);
  }
}

type Named = Pick<Figure, 'label' | 'color' | 'filter'>;

/** What a group's value is called, and which records bear it. */
function named(field: FieldView, tile: TileView, value: unknown, names: Names, locale: Locale): Named {
  if (value === null || value === undefined || value === '') {
    return { label: dashboardMessages[locale].empty, color: null, filter: `!has(${field.key})` };
  }
  const text = typeof value === 'string' ? value : String(value as number | boolean);
  switch (field.type) {
    case 'select': {
      const option = field.options?.find((one) => one.key === text);
      return {
        label: option?.label ?? text,
        color: option?.color ?? null,
        filter: `${field.key} == ${quote(text)}`,
      };
    }
    case 'lookup':
    case 'member':
      return {
        label: names[text] ?? `${text.slice(0, 8)}…`,
        color: null,
        filter: `${field.key} == ${quote(text)}`,
      };
    case 'boolean':
      return {
        label: recordMessages[locale][text === 'true' ? 'yes' : 'no'],
        color: null,
        filter: `${field.key} == ${text}`,
      };
    case 'date':
    case 'date_time': {
      if (field.type === 'date_time' && !tile.period) {
        return { label: valueText(locale, field, text), color: null, filter: null };
      }
      const period = tile.period ?? 'day';
      const [from, to] = span(text, period);
      const filter =
        period === 'day' && field.type === 'date'
          ? `${field.key} == date("${from}")`
          : `${field.key} >= date("${from}") && ${field.key} < date("${to}")`;
      return { label: spanLabel(from, period, locale), color: null, filter };
    }
    case 'integer':
    case 'decimal':
    case 'currency':
    case 'percent':
      return {
        label: valueText(locale, field, text),
        color: null,
        filter: `${field.key} == ${text}`,
      };
    case 'text':
    case 'long_text':
    case 'multi_select':
    case 'phone':
    case 'email':
    case 'url':
    case 'auto_number':
    case 'formula':
    case 'rollup':
      return { label: text, color: null, filter: `${field.key} == ${quote(text)}` };
  }
}

/** The ids that an answer groups by, whose names are to be found. */
export function idsIn(answer: Aggregate | undefined, field: FieldView | null): string[] {
  return field && (field.type === 'lookup' || field.type === 'member')
    ? (answer?.groups ?? [])
        .map((group) => Object.values(group.key)[0])
        .filter((id): id is string => Boolean(id))
    : [];
}

/** The tile's figures: options in their own order, times in time's, everything else the greatest first. */
export function figuresOf(
  answer: Aggregate,
  field: FieldView,
  tile: TileView,
  names: Names,
  locale: Locale,
): Figure[] {
  const figures = answer.groups.map((group): Figure => {
    const value = Object.values(group.key)[0] as unknown;
    return {
      key: String(value as string),
      value: Number(group[figureName(tile.measure)] ?? 0),
      ...named(field, tile, value, names, locale),
    };
  });
  if (isDated(field)) {
    return figures;
  }
  const options = field.options?.map((option) => option.key) ?? [];
  const place = (one: Figure) => (options.includes(one.key) ? options.indexOf(one.key) : options.length);
  return options.length > 0
    ? figures.sort((one, other) => place(one) - place(other))
    : figures.sort((one, other) => other.value - one.value);
}
