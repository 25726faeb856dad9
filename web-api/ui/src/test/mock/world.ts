import type { Definition, Label, ObjectView, RecordView, Values, WorklistItem } from '~/api';
import { addDays } from '~/i18n/format';
import { type Contacting, contactingOf } from './contacting';
import { sampleDefinition } from './definition';
import { type Eye, eyeOf } from './eye';
import { type Runtime, runtimeOf } from './runtime';
import { type Selling, sellingOf } from './selling';
import { type Views, viewsOf } from './views';

export const me = { id: 'm1', name: '陈晓' };

export interface World {
  runtime: Runtime;
  eye: Eye;
  views: Views;
  contacting: Contacting;
  selling: Selling;
  definition: Definition;
  draft: Definition;
  draftVersion: number;
  records: Record<string, RecordView[]>;
  today: string;
  /** The time zone of the member's own. */
  timeZone: string | null;
  done: WorklistItem[];
  imports: { id: string; object: string; [member: string]: unknown }[];
  open: WorklistItem[];
  /** What was sent, for the tests to look at. */
  sent: { method: string; path: string; headers: Headers; body: unknown }[];
}

let serial = 0;
export function record(id: string, values: Values, owner = me): RecordView {
  serial += 1;
  const at = `2026-11-${String(10 + (serial % 10)).padStart(2, '0')}T02:${String(10 + (serial % 50))}:00Z`;
  return {
    id,
    version: 1,
    createdAt: at,
    createdBy: me,
    updatedAt: at,
    updatedBy: owner,
    ownerId: owner.id,
    owner,
    values,
  };
}

function deals(): RecordView[] {
  const wang = { id: 'm2', name: '王磊' };
  const row = (
    id: string,
    name: string,
    customer: [string, string],
    stage: string,
    amount: string,
    more: Values = {},
  ) =>
    record(
      id,
      {
        name,
        customer: { id: customer[0], name: customer[1] },
        stage,
        amount: { amount, currency: 'CNY' },
        ...more,
      },
      id.endsWith('2') ? wang : me,
    );
  return [
    row('d1', '仓储系统二期', ['c1', '青禾食品有限公司'], 'prospecting', '86000.00'),
    row('d2', '门店收银升级', ['c2', '南岸连锁超市'], 'prospecting', '8600.00'),
    row('d3', '售后云平台', ['c3', '北辰精密机械'], 'engaging', '8200.00', { expected_close: '2026-12-20' }),
    row('d4', '数据中台试点', ['c4', 'Harbour Light Ltd'], 'engaging', '320000.00', {
      decision_maker: '李总',
    }),
    row('d5', '年度维保', ['c3', '北辰精密机械'], 'proposal', '54800.50', {
      decision_maker: '赵工',
      expected_close: '2026-12-05',
      budget_confirmed: true,
    }),
    row('d6', 'CRM 首期', ['c1', '青禾食品有限公司'], 'won', '128000.00'),
    row('d7', '会员系统', ['c2', '南岸连锁超市'], 'lost', '45000.00', { lost_reason: 'price' }),
  ];
}

function customers(): RecordView[] {
  return [
    record('c1', {
      name: '青禾食品有限公司',
      grade: 'a',
      industry: 'manufacturing',
      phone: '0571-8888 1234',
      website: 'https://qinghe.example',
      employees: 320,
      note: '老板关心交付周期。\n下半年扩建二号仓。',
    }),
    record('c2', {
      name: '南岸连锁超市',
      grade: 'b_plus',
      industry: 'retail',
      phone: '138 0013 8000',
      employees: 1450,
    }),
    record('c3', { name: '北辰精密机械', grade: 'b', industry: 'manufacturing', phone: '022-6666 0001' }),
    record('c4', { name: 'Harbour Light Ltd', grade: 'c', industry: 'it', phone: '+44 20 7946 0018' }),
    record('c5', { name: '云栖软件', industry: 'it' }),
  ];
}

function item(
  id: string,
  customer: number,
  due: string,
  today: string,
  channel: string,
  purpose: string,
  grade: number,
  phone: string | null,
): WorklistItem {
  const names = ['青禾食品有限公司', '南岸连锁超市', '北辰精密机械', 'Harbour Light Ltd', '云栖软件'];
  const grades = [
    { key: 'a', label: 'A', color: '#1d7f4e', ripeness: 90 },
    { key: 'b_plus', label: 'B+', color: '#8aa832', ripeness: 70 },
    { key: 'b', label: 'B', color: '#e0a526', ripeness: 50 },
    { key: 'c', label: 'C', color: '#9aa39c', ripeness: 20 },
  ];
  return {
    id,
    subject: { object: 'customer', id: `c${String(customer)}`, name: names[customer - 1] ?? '' },
    dueOn: due,
    originalDueOn: due,
    channel,
    purpose,
    because: { rule: 'every_3_days', label: 'A 级客户每三天一次', version: 3 },
    overdueDays: due < today ? Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000) : 0,
    grade: grades[grade] ?? null,
    phone,
  };
}

export function newWorld(today = '2026-11-23'): World {
  const definition = sampleDefinition();
  return {
    runtime: runtimeOf(),
    eye: eyeOf(),
    views: viewsOf(),
    contacting: contactingOf(),
    selling: sellingOf(),
    definition,
    draft: structuredClone(definition),
    draftVersion: 1,
    today,
    timeZone: null,
    records: {
      customer: customers(),
      deal: deals(),
      contact: [
        record('k1', {
          name: '李雪',
          customer: { id: 'c1', name: '青禾食品有限公司' },
          title: '采购经理',
          phone: '139 5555 0101',
        }),
      ],
      product: [
        record('p1', { name: '标准版', series: '云', price: { amount: '12800.00', currency: 'CNY' } }),
      ],
      activity: [
        {
          ...record('a1', {
            kind: 'call',
            outcome: 'interested',
            duration_seconds: 272,
            note: '对报价感兴趣，要两家对比。',
            started_at: '2026-11-20T03:10:00Z',
          }),
          subject: { object: 'customer', id: 'c1', name: '' },
        },
        {
          ...record('a2', {
            kind: 'visit',
            outcome: 'connected',
            note: '参观二号仓。',
            started_at: '2026-11-12T06:00:00Z',
          }),
          subject: { object: 'customer', id: 'c1', name: '' },
        },
      ],
      follow_up: [
        {
          ...record('f1', { due_on: today, channel: 'call', purpose: '确认报价', state: 'open' }),
          subject: { object: 'customer', id: 'c1', name: '' },
        },
      ],
    },
    open: [
      item('w1', 3, addDays(today, -3), today, 'call', '跟进售后云平台的试用感受', 2, '022-6666 0001'),
      item('w2', 2, addDays(today, -1), today, 'visit', '送样品，见店长', 1, '138 0013 8000'),
      item('w3', 1, today, today, 'call', '确认报价，约决策人见面', 0, '0571-8888 1234'),
      {
        ...item('w4', 4, today, today, 'email', 'Send the reference cases', 3, '+44 20 7946 0018'),
        originalDueOn: addDays(today, -2),
      },
      item('w5', 5, addDays(today, 1), today, 'call', '了解采购流程', 3, null),
    ],
    done: [
      item('w6', 1, today, today, 'chat', '发送会议纪要', 0, null),
      item('w7', 2, addDays(today, -1), today, 'call', '回访试用', 1, null),
    ],
    imports: [],
    sent: [],
  };
}

type Locale = 'zh-CN' | 'en';
const text = (label: Label | undefined, locale: Locale) => label?.[locale] ?? '';

const about: Record<string, ObjectView['fields']> = {
  activity: [
    { key: 'subject', label: 'Subject', type: 'text' },
    { key: 'kind', label: 'Kind', type: 'select', options: [] },
    { key: 'outcome', label: 'Outcome', type: 'select', options: [] },
    { key: 'duration_seconds', label: 'Duration', type: 'integer' },
    { key: 'note', label: 'Note', type: 'long_text' },
    { key: 'started_at', label: 'Started', type: 'date_time' },
  ],
  follow_up: [
    { key: 'due_on', label: 'Due', type: 'date' },
    { key: 'channel', label: 'Channel', type: 'select', options: [] },
    { key: 'purpose', label: 'Purpose', type: 'text' },
    { key: 'state', label: 'State', type: 'select', options: [] },
  ],
};

const words: Record<Locale, Record<string, string>> = {
  'zh-CN': {
    call: '电话',
    visit: '拜访',
    email: '邮件',
    chat: '聊天',
    connected: '已接通',
    no_answer: '未接',
    interested: '有意向',
    not_interested: '无意向',
    open: '待跟进',
    done: '已完成',
  },
  en: {
    call: 'Call',
    visit: 'Visit',
    email: 'E-mail',
    chat: 'Chat',
    connected: 'Connected',
    no_answer: 'No answer',
    interested: 'Interested',
    not_interested: 'Not interested',
    open: 'Open',
    done: 'Done',
  },
};

function aboutView(key: string, locale: Locale): ObjectView | null {
  const options = (keys: string[]) => keys.map((one) => ({ key: one, label: words[locale][one] ?? one }));
  const choices: Record<string, string[]> = {
    kind: ['call', 'visit', 'email', 'chat'],
    channel: ['call', 'visit', 'email', 'chat'],
    outcome: ['connected', 'interested', 'not_interested', 'no_answer'],
    state: ['open', 'done'],
  };
  const fields = about[key]?.map((field) => ({
    ...field,
    ...(choices[field.key] ? { options: options(choices[field.key] ?? []) } : {}),
  }));
  return fields
    ? {
        key,
        label: key,
        plural: key,
        about: true,
        nameField: fields[0]?.key ?? '',
        fields,
        permissions: ['read', 'create', 'update'],
        funnels: [],
        gradeScale: null,
        layout: null,
        views: [],
      }
    : null;
}

/** The caller's view of an object, as the server makes it from the definition. */
export function objectView({ definition }: World, key: string, locale: Locale): ObjectView | null {
  const object = definition.objects.find((one) => one.key === key);
  if (!object) {
    return aboutView(key, locale);
  }
  const ripeness = [90, 70, 50, 20];
  const scale = definition.gradeScales?.find((one) => one.object === key);
  const layouts: Record<string, ObjectView['layout']> = {
    deal: {
      card: ['amount', 'customer'],
      list: ['name', 'stage', 'amount', 'customer', 'expected_close', 'owner_id'],
      form: ['name', 'customer', 'amount', 'expected_close', 'decision_maker'],
    },
    customer: {
      list: ['name', 'grade', 'industry', 'phone', 'employees', 'owner_id', 'updated_at'],
      form: ['name', 'grade', 'industry', 'phone', 'website', 'employees', 'note'],
    },
  };
  return {
    key,
    label: text(object.label, locale),
    plural: text(object.plural, locale),
    about: false,
    nameField: object.nameField,
    fields: object.fields.map(({ label, options, help, ...field }) => ({
      ...field,
      help: text(help, locale) || null,
      label: text(label, locale),
      required: field.key === 'name',
      options: options?.map((option) => ({ ...option, label: text(option.label, locale) })) ?? [],
      permissions: { edit: true },
    })),
    permissions: ['read', 'create', 'update', 'delete'],
    funnels: definition.funnels
      .filter((funnel) => funnel.object === key)
      .map((funnel) => ({
        ...funnel,
        label: text(funnel.label, locale),
        stages: funnel.stages.map((stage) => ({
          ...stage,
          kind: stage.kind ?? 'open',
          label: text(stage.label, locale),
          next: stage.next ?? null,
          guidance: text(stage.guidance, locale) || null,
          criteria: [],
        })),
      })),
    gradeScale: scale
      ? {
          field: scale.field,
          grades: scale.grades.map((grade, at) => ({
            key: grade.key,
            color: grade.color ?? '',
            label: text(grade.label, locale),
            ripeness: ripeness[at] ?? 0,
          })),
        }
      : null,
    layout: layouts[key] ?? null,
    related: definition.objects.flatMap((other) =>
      other.fields
        .filter((field) => field.type === 'lookup' && field.target === key)
        .map((field) => ({
          object: other.key,
          label: text(other.plural, locale),
          field: field.key,
          fieldLabel: text(field.label, locale),
        })),
    ),
    views:
      key === 'deal'
        ? [
            {
              key: 'big',
              label: locale === 'en' ? 'Large deals' : '大单',
              columns: ['name', 'amount', 'stage'],
              filter: 'amount >= 50000',
              sort: '-amount',
            },
          ]
        : [],
  };
}
