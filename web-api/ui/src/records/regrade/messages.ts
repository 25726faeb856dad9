import { catalogue } from '~/i18n';

export const regradeMessages = catalogue({
  'zh-CN': {
    title: '按条件重新分级',
    hint: '按现在的进入条件，重新确定这些记录的等级。手动选定、还在有效期内的等级不变。',
    all: '将检查全部记录',
    looked: (count: string) => `检查 ${count} 条记录`,
    nothing: '没有等级会变化。',
    changes: '会有这些变化：',
    records: (count: string) => `${count} 条`,
    examples: '例如',
    ungraded: '未分级',
    run: '重新分级',
    running: (done: number) => `已处理 ${String(done)} 条`,
    done: '重新分级完成',
    failed: '重新分级失败，可以再试一次。',
  },
  en: {
    title: 'Grade anew by the criteria',
    hint: 'Gives these records the grade that today’s criteria speak for. A grade chosen by hand stays while it is valid.',
    all: 'All records are looked at',
    looked: (count: string) => (count === '1' ? '1 record looked at' : `${count} records looked at`),
    nothing: 'No grade would change.',
    changes: 'This would change:',
    records: (count: string) => (count === '1' ? '1 record' : `${count} records`),
    examples: 'Such as',
    ungraded: 'ungraded',
    run: 'Grade anew',
    running: (done: number) => `${String(done)} done`,
    done: 'Graded anew',
    failed: 'It failed; you may try again.',
  },
});
