import type { FunnelView, ObjectView, RecordView, Verdict } from '~/api';
import { type Locale, useLocale, useMessages } from '~/i18n';
import { fieldByKey } from '~/records';
import { leadsTo, stageByKey } from '~/records/move';
import { boardMessages } from './messages';

/** Whether a card may enter a column: at once, once something is filled in, or not at all. */
export interface Entry {
  way: 'open' | 'asks' | 'closed';
  reason?: string;
}

const listed = (locale: Locale, words: readonly string[]) => words.join(locale === 'en' ? ', ' : '、');

/** Says of a card and a stage whether it may enter, and why not. */
export function useEntry(object: ObjectView, funnel: FunnelView) {
  const t = useMessages(boardMessages);
  const locale = useLocale();
  return (record: RecordView, stage: string, verdict: Verdict | undefined): Entry => {
    const here = stageByKey(funnel, record.values[funnel.field]);
    if (here?.key === stage) {
      return { way: 'open' };
    }
    if (!leadsTo(here, stage)) {
      return { way: 'closed', reason: t.notNext };
    }
    if (!verdict || verdict.allowed) {
      return { way: 'open' };
    }
    const unmet = (verdict.unmet ?? []).filter((one) => one.severity !== 'warn');
    if (unmet.length === 0) {
      return { way: 'closed', reason: verdict.code === null ? t.notNext : t.mayNot };
    }
    const fields = [...new Set(unmet.flatMap((one) => one.missing ?? []))]
      .map((key) => fieldByKey(object, key)?.label)
      .filter((label) => label !== undefined);
    const labels = listed(
      locale,
      unmet.map((one) => one.label),
    );
    return {
      way: 'asks',
      reason: fields.length > 0 ? `${labels} · ${t.asksFor(listed(locale, fields))}` : labels,
    };
  };
}
