import { Input } from 'antd';
import { useId, useState } from 'react';
import { useMessages } from '~/i18n';
import type { Path } from '../core/Studio';
import { studioMessages } from '../messages';
import { useAt } from './controls';
import { RowAt } from './Row';

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: text.trim() === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch {
    return null;
  }
}

/** A part of the document as it is written: for what has no form of its own. */
export function JsonAt({ path, label, hint }: { path: Path; label: string; hint?: string }) {
  const t = useMessages(studioMessages);
  const id = useId();
  const [value, set] = useAt<unknown>(path);
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const broken = parsed(text) === null;
  return (
    <RowAt path={path} label={label} id={id} hint={hint} error={broken ? t.jsonBroken : undefined}>
      <Input.TextArea
        id={id}
        className="cel-text"
        spellCheck={false}
        autoSize={{ minRows: 2, maxRows: 24 }}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = parsed(event.target.value);
          if (next) {
            set(next.value);
          }
        }}
      />
    </RowAt>
  );
}
