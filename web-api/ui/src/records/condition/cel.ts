import { formatQuery, type RuleGroupType, type RuleType } from 'react-querybuilder';
import type { ConditionField, OperatorKey } from './operators';

const escapes: Record<string, string> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A CEL string literal: nothing a person types can end it. */
export function quote(text: string): string {
  const whole = text.replaceAll(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must be escaped
  const inner = whole.replaceAll(/[\\"\u0000-\u001F\u007F\u0085\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return escapes[character] ?? `\\u${code}`;
  });
  return `"${inner}"`;
}

/** The literal of one value, or null where the value is missing or not of the field's type. */
function literal(field: ConditionField, value: unknown): string | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const text =
    typeof value === 'string' ? value : typeof value === 'object' ? '' : String(value as number | boolean);
  switch (field.type) {
    case 'integer':
      return /^-?\d{1,18}$/.test(text) ? text : null;
    case 'decimal':
    case 'currency':
    case 'percent':
      return /^-?\d{1,18}(\.\d{1,10})?$/.test(text) ? text : null;
    case 'boolean':
      return /^(true|false)$/.test(text) ? text : null;
    case 'date':
    case 'date_time':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `date("${text}")` : null;
    case 'text':
    case 'long_text':
    case 'phone':
    case 'email':
    case 'url':
    case 'select':
    case 'multi_select':
    case 'lookup':
    case 'member':
    case 'auto_number':
    case 'formula':
    case 'rollup':
      return text === '' ? null : quote(text);
  }
}

function listLiteral(field: ConditionField, value: unknown): string | null {
  const items = (Array.isArray(value) ? value : []).map((item) => literal(field, item));
  return items.length === 0 || items.includes(null) ? null : `[${items.join(', ')}]`;
}

/** One rule in CEL, or the empty string while the rule is incomplete. */
export function formatRule(rule: RuleType, fields: readonly ConditionField[]): string {
  const field = fields.find((one) => one.key === rule.field);
  if (!field) {
    return '';
  }
  const operator = rule.operator as OperatorKey;
  const key = field.key;
  const single = literal(field, rule.value);
  switch (operator) {
    case 'filled':
      return `has(${key})`;
    case 'empty':
      return `!has(${key})`;
    case 'beforeToday':
      return `${key} < today`;
    case 'isToday':
      return `${key} == today`;
    case 'afterToday':
      return `${key} > today`;
    case 'isMe':
      return `${key} == me`;
    case 'in':
    case 'notIn': {
      const list = listLiteral(field, rule.value);
      return list === null ? '' : operator === 'in' ? `${key} in ${list}` : `!(${key} in ${list})`;
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return single === null ? '' : `${key}.${operator}(${single})`;
    case 'includes':
      return single === null ? '' : `${single} in ${key}`;
    case 'includesNot':
      return single === null ? '' : `!(${single} in ${key})`;
    case 'containsNot':
      return single === null ? '' : `!${key}.contains(${single})`;
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return single === null ? '' : `${key} ${operator} ${single}`;
  }
}

/** The whole condition in CEL; an empty one is `true`. */
export function formatCondition(query: RuleGroupType, fields: readonly ConditionField[]): string {
  return formatQuery(query, {
    format: 'cel',
    fallbackExpression: 'true',
    ruleProcessor: (rule) => formatRule(rule, fields),
  });
}

/** Whether every rule says something: an incomplete rule must not vanish unseen. */
export function isComplete(query: RuleGroupType, fields: readonly ConditionField[], top = true): boolean {
  return (
    (top || query.rules.length > 0) &&
    query.rules.every((rule) =>
      'rules' in rule ? isComplete(rule, fields, false) : formatRule(rule, fields) !== '',
    )
  );
}
