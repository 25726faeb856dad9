import { catalogue } from '~/i18n';

export const poolMessages = catalogue({
  'zh-CN': {
    claim: '领取',
    claimed: '已领取到你名下',
    notClaimed: '没有领取成功',
    alreadyClaimed: (name: string) => `${name} 已经先领取了。`,
    coolingOff: (at: string) => `你刚释放过它，${at} 起才能再领取。`,
    release: '退回公海',
    releaseTitle: (name: string, pool: string) => `把 ${name} 退回“${pool}”？`,
    releaseHint: '其他同事将可以领取。历史、阶段和等级都会保留。',
    releaseCoolOff: (days: number) => `你在 ${String(days)} 天内不能再领取它。`,
    reason: '原因',
    released: (name: string) => `${name} 已退回公海`,
  },
  en: {
    claim: 'Claim',
    claimed: 'It is yours now',
    notClaimed: 'Not claimed',
    alreadyClaimed: (name: string) => `${name} has claimed it already.`,
    coolingOff: (at: string) => `You have just released it and may claim it again from ${at}.`,
    release: 'Return to the pool',
    releaseTitle: (name: string, pool: string) => `Return ${name} to “${pool}”?`,
    releaseHint: 'Your colleagues can then claim it. Its history, stage and grade stay.',
    releaseCoolOff: (days: number) =>
      days === 1
        ? 'You may not claim it again for a day.'
        : `You may not claim it again for ${String(days)} days.`,
    reason: 'Reason',
    released: (name: string) => `${name} is back in the pool`,
  },
});
