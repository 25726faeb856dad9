import { catalogue } from '~/i18n';

export const poolPageMessages = catalogue({
  'zh-CN': {
    title: '公海',
    count: (count: string) => `${count} 条可领取`,
    claimed: (now: number, limit: number) => `你已领取 ${String(now)} / ${String(limit)}`,
    claimedOnly: (now: number) => `你已领取 ${String(now)}`,
    left: (left: number) => (left > 0 ? `还可领取 ${String(left)} 条` : '已达到领取上限，退回一些后可再领取'),
    coolOff: (days: number) => `退回后 ${String(days)} 天内不能再领取`,
    warnings: (count: number) => `你名下有 ${String(count)} 条即将退回公海`,
    reclaimOn: (day: string) => `${day} 退回`,
    further: (count: number) => `还有 ${String(count)} 条`,
    none: '还没有公海',
    noneHint: '管理员可以在配置中建立公海。',
    empty: '公海里现在没有可领取的',
    emptyHint: '有人退回或到期回收后，会出现在这里。',
    notFound: '没有这个公海',
  },
  en: {
    title: 'Pools',
    count: (count: string) => `${count} to be claimed`,
    claimed: (now: number, limit: number) => `You hold ${String(now)} of ${String(limit)}`,
    claimedOnly: (now: number) => `You hold ${String(now)}`,
    left: (left: number) =>
      left > 0 ? `${String(left)} more may be claimed` : 'Your limit is reached: return some to claim more',
    coolOff: (days: number) =>
      days === 1
        ? 'What you return you may claim again after a day'
        : `What you return you may claim again after ${String(days)} days`,
    warnings: (count: number) =>
      count === 1 ? 'One of yours will soon fall back' : `${String(count)} of yours will soon fall back`,
    reclaimOn: (day: string) => `falls back on ${day}`,
    further: (count: number) => `and ${String(count)} more`,
    none: 'There is no pool yet',
    noneHint: 'An administrator can set one up in the studio.',
    empty: 'Nothing to claim just now',
    emptyHint: 'What is returned or falls back appears here.',
    notFound: 'There is no such pool',
  },
});
