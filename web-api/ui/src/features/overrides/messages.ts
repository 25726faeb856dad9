import { catalogue } from '~/i18n';

export const overridesMessages = catalogue({
  'zh-CN': {
    title: '破例推进',
    hint: '推进条件不满足时，谁、为什么仍然推进了。只列出你能看到的记录。',
    object: '对象',
    member: '谁推进的',
    days: '时间',
    none: '没有破例推进',
    noneHint: '有人在条件不满足时写明原因推进后，会出现在这里。',
    nothingFound: '没有符合的',
    nothingFoundHint: '换一段时间或另一个人看看。',
    unmet: '未满足：',
    someone: '系统',
    list: '破例推进的列表',
  },
  en: {
    title: 'Overrides',
    hint: 'Who moved what on although criteria were unmet, and why; of the records you may see.',
    object: 'Object',
    member: 'Moved by',
    days: 'When',
    none: 'No overrides',
    noneHint: 'Moves made with a reason although criteria were unmet appear here.',
    nothingFound: 'Nothing found',
    nothingFoundHint: 'Try another time or another person.',
    unmet: 'Unmet:',
    someone: 'the system',
    list: 'List of overrides',
  },
});
