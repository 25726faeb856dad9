import { catalogue } from '~/i18n';

export const binMessages = catalogue({
  'zh-CN': {
    title: '回收站',
    hint: '删除的记录在这里保留 30 天，之后彻底清除。',
    object: '对象',
    restore: '恢复',
    restoreAll: (count: string) => `恢复 ${count} 条`,
    restored: (count: string) => `已恢复 ${count} 条`,
    notRestored: (count: string) => `${count} 条没有恢复`,
    open: '打开',
    failed: '没有恢复',
    empty: '回收站是空的',
    emptyHint: (object: string) => `没有可以恢复的${object}。`,
  },
  en: {
    title: 'Bin',
    hint: 'Deleted records stay here for 30 days, then they are removed for good.',
    object: 'Object',
    restore: 'Restore',
    restoreAll: (count: string) => `Restore ${count}`,
    restored: (count: string) => `${count} restored`,
    notRestored: (count: string) => `${count} not restored`,
    open: 'Open',
    failed: 'Not restored',
    empty: 'The bin is empty',
    emptyHint: (object: string) => `There are no ${object.toLowerCase()} to restore.`,
  },
});
