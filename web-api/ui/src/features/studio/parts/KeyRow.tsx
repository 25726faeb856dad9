import { Input } from 'antd';
import { useId, useState } from 'react';
import { useMessages } from '~/i18n';
import { keyFault } from '../core/words';
import { studioMessages } from '../messages';
import { Row } from './Row';

interface KeyRowProps {
  value: string;
  /** The keys of the others in the same list. */
  taken: readonly string[];
  /** Whether it may still be chosen: what is in force keeps its key. */
  fresh: boolean;
  /** Told of proper keys only, that no other has; of every one where the caller judges itself. */
  onChange: (key: string) => void;
  raw?: boolean;
}

export function KeyRow({ value, taken, fresh, onChange, raw = false }: KeyRowProps) {
  const t = useMessages(studioMessages);
  const id = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = wrong ?? value;
  const fault = fresh ? keyFault(shown, taken) : null;
  return (
    <Row label={t.key} id={id} hint={fresh ? t.keyHint : t.keyFixed} error={fault ? t[fault] : undefined}>
      <Input
        id={id}
        className="mono"
        readOnly={!fresh}
        variant={fresh ? 'outlined' : 'filled'}
        value={shown}
        onChange={(event) => {
          const key = event.target.value;
          const proper = raw || keyFault(key, taken) === null;
          setWrong(proper ? null : key);
          if (proper) {
            onChange(key);
          }
        }}
      />
    </Row>
  );
}
