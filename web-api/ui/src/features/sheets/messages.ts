import { catalogue } from '~/i18n';

export const sheetMessages = catalogue({
  'zh-CN': {
    title: '日报表',
    kind: '哪种表',
    plan: '计划表',
    report: '工作报表',
    member: '成员',
    day: '日期',
    print: '打印',
    pdf: '下载 PDF',
    xlsx: '下载 Excel',
    failed: '没能下载',
    number: '序号',
  },
  en: {
    title: 'Daily sheets',
    kind: 'Which sheet',
    plan: 'Call plan',
    report: 'Work report',
    member: 'Member',
    day: 'Day',
    print: 'Print',
    pdf: 'Download PDF',
    xlsx: 'Download Excel',
    failed: 'It could not be downloaded',
    number: 'No.',
  },
});
