import { Button } from 'antd';
import { useId, useState } from 'react';
import { useLocale, useMessages } from '~/i18n';
import { describeCondition } from '~/records/condition';
import { put } from '../core/patch';
import { type Path, useStudio } from '../core/Studio';
import { fieldsOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionEditor } from './ConditionEditor';
import { useAt } from './controls';
import { RowAt } from './Row';

interface ConditionAtProps {
  path: Path;
  object: string;
  label: string;
  hint?: string;
  /** Where the builder's own form is kept, if the part has a place for it. */
  builderPath?: Path;
  required?: boolean;
}

/** A condition of the document. An optional one is a sentence until it is opened. */
export function ConditionAt({ path, object, label, hint, builderPath, required = false }: ConditionAtProps) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const id = useId();
  const { definition, change } = useStudio();
  const [cel] = useAt<string>(path);
  const [builder] = useAt<unknown>(builderPath ?? ['']);
  const [open, setOpen] = useState(required);
  const words =
    cel === undefined ? t.never : describeCondition(locale, cel, fieldsOf(definition, object, locale));
  return (
    <RowAt path={path} label={label} id={open ? id : undefined} hint={hint} required={required}>
      {open ? (
        <ConditionEditor
          id={id}
          object={object}
          cel={cel ?? ''}
          builder={builderPath ? builder : undefined}
          onChange={(next, rules) => {
            change((before) => {
              const written = put(before, path, next || (required ? '' : undefined));
              return (builderPath ? put(written, builderPath, rules) : written) as typeof before;
            });
          }}
        />
      ) : (
        <span className="condition-closed">
          {words ?? <code>{cel}</code>}{' '}
          <Button
            type="link"
            size="small"
            aria-label={`${label}: ${t.edit}`}
            onClick={() => {
              setOpen(true);
            }}
          >
            {cel === undefined ? t.setCondition : t.edit}
          </Button>
        </span>
      )}
    </RowAt>
  );
}
