import { catalogue } from '~/i18n';

export const commentMessages = catalogue({
  'zh-CN': {
    label: '写评论',
    hint: '说点什么，输入 @ 提及同事',
    send: '发表',
    sendKeys: 'Ctrl+Enter 发表',
    remove: '删除评论',
    removeAsk: '删除这条评论？',
    removed: '评论已删除',
    nobody: '没有这位同事',
    none: '还没有评论',
    title: '评论',
  },
  en: {
    label: 'Write a comment',
    hint: 'Say something; @ mentions a colleague',
    send: 'Comment',
    sendKeys: 'Ctrl+Enter sends',
    remove: 'Delete comment',
    removeAsk: 'Delete this comment?',
    removed: 'The comment is deleted',
    nobody: 'No such colleague',
    none: 'No comments yet',
    title: 'Comments',
  },
});
