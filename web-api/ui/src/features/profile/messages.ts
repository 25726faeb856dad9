import { catalogue } from '~/i18n';

export const profileMessages = catalogue({
  'zh-CN': {
    title: '我的时区',
    hint: '清单、到期日、免打扰时段都按这个时区计算。已计划的日期不会改变。',
    zone: '时区',
    asCompany: (zone: string) => `与公司一致（${zone}）`,
    search: '输入城市、国家或 GMT+8',
    nothing: '没有匹配的时区',
    device: (zone: string) => `使用本设备的时区：${zone}`,
    now: (day: string, time: string) => `当地现在是 ${day} ${time}`,
    save: '保存',
    saved: '时区已更新',
  },
  en: {
    title: 'My time zone',
    hint: 'Your list, due dates and quiet hours go by this zone. Dates that are planned stay as they are.',
    zone: 'Time zone',
    asCompany: (zone: string) => `As the company (${zone})`,
    search: 'City, country or GMT+8',
    nothing: 'No such time zone',
    device: (zone: string) => `Use this device’s zone: ${zone}`,
    now: (day: string, time: string) => `There it is ${time}, ${day}`,
    save: 'Save',
    saved: 'Time zone changed',
  },
});
