import { catalogue } from '~/i18n';

export const exportMessages = catalogue({
  'zh-CN': {
    export: '导出',
    xlsx: 'Excel（XLSX）',
    csv: 'CSV（UTF-8）',
    csvChinese: 'CSV（GB18030，旧版 Excel）',
    exporting: '正在导出…',
    exported: (name: string) => `已导出 ${name}`,
    failed: '没能导出',
  },
  en: {
    export: 'Export',
    xlsx: 'Excel (XLSX)',
    csv: 'CSV (UTF-8)',
    csvChinese: 'CSV (GB18030, for older Excel)',
    exporting: 'Exporting…',
    exported: (name: string) => `${name} is saved`,
    failed: 'Not exported',
  },
});
