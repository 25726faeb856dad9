import { Form } from 'antd';
import type { ReactNode } from 'react';
import type { CheckProblem } from '~/api';
import { pointerOf } from '../core/patch';
import { type Path, useProblems } from '../core/Studio';

export interface RowProps {
  label: string;
  id?: string;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  children: ReactNode;
}

/** One labelled control with its hint or what is wrong with it. */
export function Row({ label, id, hint, error, required, children }: RowProps) {
  return (
    <Form.Item
      layout="vertical"
      label={label}
      htmlFor={id}
      required={required}
      extra={hint}
      validateStatus={error ? 'error' : undefined}
      help={error}
    >
      {children}
    </Form.Item>
  );
}

/** A row about one value of the document: the check's messages about it stand beside it. */
export function RowAt({ path, error, ...rest }: RowProps & { path: Path }) {
  const problems = useProblems(pointerOf(path));
  return <Row {...rest} error={error ?? wordsOf(problems)} />;
}

export function wordsOf(problems: readonly CheckProblem[]): string | undefined {
  return problems.map((problem) => problem.message).join(' ') || undefined;
}

/** A group of rows under a heading of its own. */
export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="form-group">
      <h3>{title}</h3>
      {hint && <p className="form-hint">{hint}</p>}
      {children}
    </section>
  );
}

/** What the check says of a part whose control has no place for it. */
export function Problems({ path }: { path: Path }) {
  const problems = useProblems(pointerOf(path));
  return problems.map((problem) => (
    <p
      key={problem.pointer + problem.code}
      className={problem.severity === 'error' ? 'part-error' : 'part-warning'}
    >
      {problem.message} {problem.remedy}
    </p>
  ));
}
