import type { RuleGroupType, RuleType } from 'react-querybuilder';
import { formatCondition } from './cel';
import type { ConditionField, OperatorKey } from './operators';

type Part = RuleType | RuleGroupType;

const token = /\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[<>!()[\],.]))/y;

function tokens(text: string): string[] | null {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match) {
      return null;
    }
    found.push(match[0].trim());
  }
  return found;
}

class Unreadable extends Error {}

/** Reads back the CEL that `formatCondition` writes; everything else is unreadable. */
class Reader {
  private at = 0;

  constructor(
    private readonly words: string[],
    private readonly fields: readonly ConditionField[],
  ) {}

  whole(): RuleGroupType {
    const part = this.either();
    if (this.at < this.words.length) {
      throw new Unreadable();
    }
    return 'rules' in part ? part : { combinator: 'and', rules: [part] };
  }

  private next(): string {
    return this.words[this.at++] ?? '';
  }

  private take(word: string): boolean {
    const taken = this.words[this.at] === word;
    this.at += taken ? 1 : 0;
    return taken;
  }

  private expect(word: string) {
    if (!this.take(word)) {
      throw new Unreadable();
    }
  }

  private joined(combinator: string, mark: string, read: () => Part): Part {
    const rules = [read()];
    while (this.take(mark)) {
      rules.push(read());
    }
    return rules.length === 1 && rules[0] ? rules[0] : { combinator, rules };
  }

  private either(): Part {
    return this.joined('or', '||', () => this.both());
  }

  private both(): Part {
    return this.joined('and', '&&', () => this.one());
  }

  private one(): Part {
    if (this.take('(')) {
      const part = this.either();
      this.expect(')');
      return 'rules' in part ? part : { combinator: 'and', rules: [part] };
    }
    if (!this.take('!')) {
      return this.rule();
    }
    const inParentheses = this.take('(');
    const rule = this.rule();
    if (inParentheses) {
      this.expect(')');
    }
    const opposite = { filled: 'empty', in: 'notIn', contains: 'containsNot', includes: 'includesNot' }[
      rule.operator
    ];
    if (!opposite) {
      throw new Unreadable();
    }
    return { ...rule, operator: opposite };
  }

  private rule(): RuleType {
    const word = this.next();
    if (word === 'has') {
      this.expect('(');
      const field = this.next();
      this.expect(')');
      return { field, operator: 'filled', value: '' };
    }
    if (word.startsWith('"')) {
      this.expect('in');
      return { field: this.next(), operator: 'includes', value: unquote(word) };
    }
    if (this.take('.')) {
      const operator = this.next();
      this.expect('(');
      const value = this.value();
      this.expect(')');
      return { field: word, operator, value };
    }
    return this.comparison(word);
  }

  private comparison(field: string): RuleType {
    const operator = this.next();
    if (this.take('today')) {
      const named = { '<': 'beforeToday', '==': 'isToday', '>': 'afterToday' }[operator];
      return { field, operator: named ?? '', value: '' };
    }
    if (this.take('me')) {
      return { field, operator: operator === '==' ? 'isMe' : '', value: '' };
    }
    if (operator === 'in') {
      return { field, operator, value: this.list() };
    }
    const operators: OperatorKey[] = ['==', '!=', '<', '<=', '>', '>='];
    if (!operators.some((one) => one === operator)) {
      throw new Unreadable();
    }
    return { field, operator, value: this.ofField(field, this.value()) };
  }

  private list(): string[] {
    this.expect('[');
    const items = [this.value()];
    while (this.take(',')) {
      items.push(this.value());
    }
    this.expect(']');
    return items;
  }

  private value(): string {
    const word = this.next();
    if (word === 'date') {
      this.expect('(');
      const day = this.value();
      this.expect(')');
      return day;
    }
    if (word.startsWith('"')) {
      return unquote(word);
    }
    if (/^-?\d|^true$|^false$/.test(word)) {
      return word;
    }
    throw new Unreadable();
  }

  private ofField(key: string, value: string): string | boolean {
    const type = this.fields.find((field) => field.key === key)?.type;
    return type === 'boolean' ? value === 'true' : value;
  }
}

function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/g, (_, code: string | undefined, one: string) => {
      if (code) {
        return String.fromCharCode(parseInt(code, 16));
      }
      return { n: '\n', r: '\r', t: '\t' }[one] ?? one;
    });
}

/**
 * The condition as rules, or null when the builder could not show exactly this expression: it is read only
 * if it would be written back to the very same text.
 */
export function readCondition(cel: string, fields: readonly ConditionField[]): RuleGroupType | null {
  const words = tokens(cel);
  if (!words || words.length === 0) {
    return null;
  }
  try {
    const query = new Reader(words, fields).whole();
    return formatCondition(query, fields) === cel.trim() ? query : null;
  } catch (failure) {
    if (failure instanceof Unreadable) {
      return null;
    }
    throw failure;
  }
}

/** The stored rules if they still say what is stored, else what can be read from the expression, else null. */
export function reopenCondition(
  stored: unknown,
  cel: string,
  fields: readonly ConditionField[],
): RuleGroupType | null {
  if (isGroup(stored) && formatCondition(stored, fields) === cel.trim()) {
    return stored;
  }
  return readCondition(cel, fields);
}

export function isGroup(candidate: unknown): candidate is RuleGroupType {
  if (typeof candidate !== 'object' || candidate === null) {
    return false;
  }
  const { combinator, rules, not } = candidate as Partial<RuleGroupType>;
  return (
    (combinator === 'and' || combinator === 'or') &&
    !not &&
    Array.isArray(rules) &&
    rules.every((rule) => ('rules' in rule ? isGroup(rule) : typeof rule.field === 'string'))
  );
}
