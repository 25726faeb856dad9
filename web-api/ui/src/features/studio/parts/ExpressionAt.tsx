import { useId } from 'react';
import type { Path } from '../core/Studio';
import { useAt } from './controls';
import { ExpressionText } from './ExpressionText';
import { RowAt } from './Row';

interface ExpressionAtProps {
  path: Path;
  object: string;
  label: string;
  hint?: string;
  ownOnly?: boolean;
}

/** An expression that gives a value: a formula, what an automation writes. */
export function ExpressionAt({ path, object, label, hint, ownOnly }: ExpressionAtProps) {
  const id = useId();
  const [value, set] = useAt<string>(path);
  return (
    <RowAt path={path} label={label} id={id} hint={hint} required>
      <div className="cel">
        <ExpressionText id={id} object={object} value={value ?? ''} onChange={set} ownOnly={ownOnly} />
      </div>
    </RowAt>
  );
}
