import { catalogue } from '~/i18n';

export const duplicateMessages = catalogue({
  'zh-CN': {
    refusedTitle: '这条记录可能已经有了',
    warnedTitle: '已保存，但有相似的记录',
    refusedHint: '按公司的规则，不能再建一条。打开已有的，或改一改再保存。',
    warnedHint: '看看是不是同一个，是的话可以合并。',
    owner: (name: string) => `负责人 ${name}`,
    inPool: (pool: string) => `在公海“${pool}”`,
    noOwner: '没有负责人',
    hidden: '有一条你看不到的记录',
    hiddenHint: '不在你能看到的范围内，可以联系负责人或管理员。',
    same: (fields: string) => `相同：${fields}`,
    alike: (percent: string) => `相似度 ${percent}`,
    back: '回去修改',
    fine: '知道了',
    merge: '合并…',
  },
  en: {
    refusedTitle: 'This may be there already',
    warnedTitle: 'Saved, but there are others like it',
    refusedHint:
      'The company’s rules do not allow a second one. Open the one that is there, or change yours.',
    warnedHint: 'See whether they are the same; if so, they can be merged.',
    owner: (name: string) => `owner ${name}`,
    inPool: (pool: string) => `in the pool “${pool}”`,
    noOwner: 'no owner',
    hidden: 'A record that you do not see',
    hiddenHint: 'It is beyond what your role sees: ask its owner or an administrator.',
    same: (fields: string) => `The same: ${fields}`,
    alike: (percent: string) => `${percent} alike`,
    back: 'Back to the form',
    fine: 'All right',
    merge: 'Merge…',
  },
});
