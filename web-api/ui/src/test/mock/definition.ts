import type { Definition, Label } from '~/api';

const l = (zh: string, en: string): Label => ({ 'zh-CN': zh, en });

/** A small company's definition, for the tests and for looking at the pages. */
export function sampleDefinition(): Definition {
  return {
    version: 3,
    objects: [
      {
        key: 'customer',
        label: l('客户', 'Customer'),
        plural: l('客户', 'Customers'),
        nameField: 'name',
        fields: [
          { key: 'name', label: l('客户名称', 'Name'), type: 'text' },
          { key: 'grade', label: l('客户等级', 'Grade'), type: 'select' },
          {
            key: 'industry',
            label: l('行业', 'Industry'),
            type: 'select',
            options: [
              { key: 'manufacturing', label: l('制造业', 'Manufacturing') },
              { key: 'retail', label: l('零售', 'Retail') },
              { key: 'it', label: l('信息技术', 'IT') },
            ],
          },
          { key: 'phone', label: l('电话', 'Phone'), type: 'phone' },
          { key: 'website', label: l('网站', 'Website'), type: 'url' },
          { key: 'employees', label: l('员工数', 'Employees'), type: 'integer' },
          { key: 'note', label: l('备注', 'Note'), type: 'long_text' },
        ],
      },
      {
        key: 'contact',
        label: l('联系人', 'Contact'),
        plural: l('联系人', 'Contacts'),
        nameField: 'name',
        fields: [
          { key: 'name', label: l('姓名', 'Name'), type: 'text' },
          { key: 'customer', label: l('客户', 'Customer'), type: 'lookup', target: 'customer' },
          { key: 'title', label: l('职务', 'Title'), type: 'text' },
          { key: 'phone', label: l('电话', 'Phone'), type: 'phone' },
          { key: 'email', label: l('邮箱', 'E-mail'), type: 'email' },
        ],
      },
      {
        key: 'deal',
        label: l('商机', 'Opportunity'),
        plural: l('商机', 'Opportunities'),
        nameField: 'name',
        fields: [
          { key: 'name', label: l('商机名称', 'Name'), type: 'text' },
          { key: 'customer', label: l('客户', 'Customer'), type: 'lookup', target: 'customer' },
          { key: 'product', label: l('产品', 'Product'), type: 'lookup', target: 'product' },
          { key: 'stage', label: l('商机阶段', 'Stage'), type: 'select' },
          { key: 'amount', label: l('预计金额', 'Expected amount'), type: 'currency', currency: 'CNY' },
          { key: 'decision_maker', label: l('决策人', 'Decision maker'), type: 'text' },
          { key: 'expected_close', label: l('预计成交日期', 'Expected close date'), type: 'date' },
          { key: 'budget_confirmed', label: l('预算已确认', 'Budget confirmed'), type: 'boolean' },
          {
            key: 'lost_reason',
            label: l('失败原因', 'Lost reason'),
            type: 'select',
            options: [
              { key: 'price', label: l('价格', 'Price') },
              { key: 'competitor', label: l('选了竞品', 'Chose a competitor') },
              { key: 'no_budget', label: l('没有预算', 'No budget') },
            ],
          },
          { key: 'next_step', label: l('下一步', 'Next step'), type: 'long_text' },
        ],
      },
      {
        key: 'product',
        label: l('产品', 'Product'),
        plural: l('产品', 'Products'),
        nameField: 'name',
        fields: [
          { key: 'name', label: l('产品名称', 'Name'), type: 'text' },
          { key: 'series', label: l('系列', 'Series'), type: 'text' },
          { key: 'price', label: l('单价', 'Price'), type: 'currency', currency: 'CNY' },
        ],
      },
    ],
    gradeScales: [
      {
        object: 'customer',
        field: 'grade',
        grades: [
          { key: 'a', label: l('A 九分熟', 'A ripe'), color: '#1d7f4e' },
          { key: 'b_plus', label: l('B+ 七分熟', 'B+ nearly'), color: '#8aa832' },
          { key: 'b', label: l('B 五分熟', 'B half'), color: '#e0a526' },
          { key: 'c', label: l('C 刚结果', 'C young'), color: '#9aa39c' },
        ],
      },
    ],
    funnels: [
      {
        key: 'sales',
        object: 'deal',
        field: 'stage',
        label: l('标准销售漏斗', 'Standard sales funnel'),
        stages: [
          {
            key: 'prospecting',
            label: l('初步接触', 'Prospecting'),
            kind: 'open',
            probability: 10,
            next: ['engaging', 'lost'],
          },
          {
            key: 'engaging',
            label: l('需求沟通', 'Engaging'),
            kind: 'open',
            probability: 30,
            next: ['proposal', 'lost'],
            tasks: [
              { key: 'who_decides', label: l('问清谁拍板', 'Ask who decides') },
              { key: 'budget', label: l('确认预算', 'Confirm the budget') },
            ],
            guidance: l(
              '弄清谁来拍板、预算从哪里来。',
              'Find out who decides and where the budget comes from.',
            ),
            criteria: [
              {
                key: 'account_known',
                label: l('已关联客户', 'Customer is known'),
                message: l('请先选择客户。', 'Choose the customer first.'),
                when: 'has(customer)',
                severity: 'block',
                builder: { combinator: 'and', rules: [{ field: 'customer', operator: 'filled', value: '' }] },
              },
            ],
          },
          {
            key: 'proposal',
            label: l('方案报价', 'Proposal'),
            kind: 'open',
            probability: 60,
            next: ['won', 'lost', 'engaging'],
            criteria: [
              {
                key: 'decision_maker_known',
                label: l('决策人明确', 'Decision maker is known'),
                message: l('请填写由谁拍板。', 'Write down who decides.'),
                when: 'has(decision_maker)',
                severity: 'block',
              },
              {
                key: 'worth_it',
                label: l('金额达到一万元', 'Amount is at least 10,000'),
                message: l('一万元以下的商机不出方案。', 'Deals below 10,000 get no proposal.'),
                when: 'amount >= 10000',
                severity: 'block',
              },
              {
                key: 'close_planned',
                label: l('已定预计成交日期', 'Close date is planned'),
                message: l(
                  '请填写预计成交日期，便于预测。',
                  'Fill in the expected close date, for the forecast.',
                ),
                when: 'has(expected_close) && (expected_close >= today || budget_confirmed == true)',
                severity: 'warn',
              },
            ],
          },
          { key: 'won', label: l('赢单', 'Won'), kind: 'won', probability: 100, next: [] },
          {
            key: 'lost',
            label: l('输单', 'Lost'),
            kind: 'lost',
            probability: 0,
            next: ['prospecting'],
            criteria: [
              {
                key: 'reason_known',
                label: l('写明失败原因', 'Lost reason is given'),
                message: l('请选择失败原因。', 'Choose the lost reason.'),
                when: 'has(lost_reason)',
                severity: 'block',
              },
            ],
          },
        ],
      },
    ],
  };
}
