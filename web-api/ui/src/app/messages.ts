import { catalogue } from '~/i18n';

export const appMessages = catalogue({
  'zh-CN': {
    skip: '跳到内容',
    main: '主导航',
    today: '今日清单',
    board: '看板',
    more: '更多',
    records: '记录',
    studio: '配置',
    funnels: '销售漏斗',
    import: '导入',
    language: '语言',
    signOut: '退出登录',
    account: (name: string) => `${name} 的账户`,
    allObjects: '全部',
  },
  en: {
    skip: 'Skip to content',
    main: 'Main navigation',
    today: 'Today',
    board: 'Board',
    more: 'More',
    records: 'Records',
    studio: 'Studio',
    funnels: 'Sales funnels',
    import: 'Import',
    language: 'Language',
    signOut: 'Log out',
    account: (name: string) => `Account of ${name}`,
    allObjects: 'Everything',
  },
});
