import { catalogue } from '~/i18n';

export const filterMessages = catalogue({
  'zh-CN': {
    filter: '筛选',
    filterTitle: '高级筛选',
    apply: '应用筛选',
    incomplete: '有条件还没有填完整。',
    removeFilter: (text: string) => `移除筛选：${text}`,
    clearAll: '全部清除',
    ofTheView: '此视图自带的条件',
  },
  en: {
    filter: 'Filter',
    filterTitle: 'Advanced filter',
    apply: 'Apply filter',
    incomplete: 'Some conditions are not complete yet.',
    removeFilter: (text: string) => `Remove filter: ${text}`,
    clearAll: 'Clear all',
    ofTheView: 'Part of this view',
  },
});
