import type { DuplicateMatch, UnmetCriterion } from './types';

export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  requestId?: string;
  errors?: FieldError[];
  unmet?: UnmetCriterion[];
  /** The records that a write would double. */
  matches?: DuplicateMatch[];
  /** Where two administrators changed the same part of the draft, and who the other one is. */
  conflicts?: { pointer: string; path?: string; by?: { id: string; name: string } }[];
  /** Between which days a date may be set by hand. */
  earliest?: string;
  latest?: string;
  /** What somebody else did meanwhile. */
  conflict?: { version?: number; changedBy: { id: string; name: string }; changedAt: string };
  /** How many are still open. */
  open?: number;
}

/** A refusal of the server (RFC 9457), or the server out of reach (status 0). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: ProblemBody;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? '');
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'unreachable' : `http-${String(status)}`);
    this.body = body;
  }

  get errors(): FieldError[] {
    return this.body.errors ?? [];
  }

  get unmet(): UnmetCriterion[] {
    return (this.body.unmet ?? []).map((one) => ({
      ...one,
      missing: one.missing ?? [],
      fields: one.fields ?? [],
    }));
  }

  /** The messages of one field, wherever the pointer roots: `/amount` or `/values/amount`. */
  messagesAt(field: string): string[] {
    return this.errors.filter((error) => fieldOf(error.pointer) === field).map((error) => error.message);
  }

  /** The messages that no shown field can carry. */
  messagesBeside(fields: readonly string[]): string[] {
    return this.errors
      .filter((error) => !fields.includes(fieldOf(error.pointer)))
      .map((error) => error.message);
  }
}

export function fieldOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  const named = steps[0] === 'values' ? steps[1] : steps[0];
  return (named ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

export function asProblem(error: unknown): Problem | null {
  return error instanceof Problem ? error : null;
}
