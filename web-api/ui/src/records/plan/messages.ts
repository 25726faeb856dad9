import { catalogue } from '~/i18n';

export const planMessages = catalogue({
  'zh-CN': {
    plan: '安排跟进',
    planFor: (name: string) => `安排跟进：${name}`,
    what: '对象',
    record: '记录',
    recordNeeded: '请选择要跟进的记录。',
    dueOn: '日期',
    inDays: (days: number) => (days === 1 ? '明天' : `${String(days)} 天后`),
    channel: '方式',
    purpose: '目的',
    purposeHint: '到那天要谈什么？',
    whose: '由谁跟进',
    planned: (name: string, day: string) => `已安排 ${day} 跟进 ${name}`,
    plannedFor: (name: string, day: string, whose: string) => `已为 ${whose} 安排 ${day} 跟进 ${name}`,
  },
  en: {
    plan: 'Plan follow-up',
    planFor: (name: string) => `Plan a follow-up: ${name}`,
    what: 'Kind of record',
    record: 'Record',
    recordNeeded: 'Choose the record to follow up.',
    dueOn: 'Day',
    inDays: (days: number) => (days === 1 ? 'Tomorrow' : `In ${String(days)} days`),
    channel: 'Channel',
    purpose: 'Purpose',
    purposeHint: 'What is it about on that day?',
    whose: 'Who follows up',
    planned: (name: string, day: string) => `Follow-up of ${name} planned for ${day}`,
    plannedFor: (name: string, day: string, whose: string) =>
      `Follow-up of ${name} planned for ${day}, on ${whose}’s list`,
  },
});
