import { catalogue } from '~/i18n';

export const searchMessages = catalogue({
  'zh-CN': {
    title: '搜索',
    placeholder: '搜索客户、联系人、商机、电话…',
    results: '结果',
    recent: '最近打开',
    pages: '前往',
    all: (object: string) => `在${object}中查看全部`,
    nothing: (q: string) => `没有找到“${q}”`,
    nothingHint: '试试名称的一部分、拼音、拼音首字母或电话后几位。',
    failed: '搜索失败，请重试。',
    hint: '↑↓ 选择，回车打开，Esc 关闭',
    found: (count: number) => `找到 ${String(count)} 条`,
    clearRecent: '清除',
  },
  en: {
    title: 'Search',
    placeholder: 'Search customers, contacts, deals, phones…',
    results: 'Results',
    recent: 'Opened lately',
    pages: 'Go to',
    all: (object: string) => `Show all in ${object}`,
    nothing: (q: string) => `Nothing found for “${q}”`,
    nothingHint: 'Try part of a name, its pinyin or initials, or the last digits of a phone.',
    failed: 'The search failed. Try again.',
    hint: '↑↓ to choose, Enter to open, Esc to close',
    found: (count: number) => `${String(count)} found`,
    clearRecent: 'Clear',
  },
});
