import { ColorPicker, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { useId } from 'react';
import type { Label } from '~/api';
import { useMessages } from '~/i18n';
import { read } from '../core/patch';
import { type Path, useStudio } from '../core/Studio';
import { studioMessages } from '../messages';
import { RowAt } from './Row';

/** Controls of single values of the document: each reads and writes its own place. */

interface At {
  path: Path;
  label: string;
  hint?: string;
  required?: boolean;
}

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

/** A value of the document and how to set it; undefined removes it. */
export function useAt<T>(path: Path): [T | undefined, (value: T | undefined) => void] {
  const { definition, set } = useStudio();
  return [
    read(definition, path) as T | undefined,
    (value) => {
      set(path, value);
    },
  ];
}

const isBlank = (label: Label) => Object.values(label).every((text) => text === '');

/** A text for people, in both languages. */
export function LabelAt({ path, label, hint, required = true, lines = false }: At & { lines?: boolean }) {
  const t = useMessages(studioMessages);
  const id = useId();
  const [value, set] = useAt<Label>(path);
  const Control = lines ? Input.TextArea : Input;
  return (
    <div className="form-pair">
      {(['zh-CN', 'en'] as const).map((locale) => (
        <RowAt
          key={locale}
          path={[...path, locale]}
          label={locale === 'en' ? t.inEnglish(label) : t.inChinese(label)}
          id={`${id}-${locale}`}
          hint={locale === 'zh-CN' ? hint : undefined}
          required={required}
        >
          <Control
            id={`${id}-${locale}`}
            lang={locale}
            value={value?.[locale] ?? ''}
            onChange={(event) => {
              const next = { ...value, [locale]: event.target.value };
              set(!required && isBlank(next) ? undefined : next);
            }}
          />
        </RowAt>
      ))}
    </div>
  );
}

export function TextAt({ path, label, hint, required, mono = false }: At & { mono?: boolean }) {
  const id = useId();
  const [value, set] = useAt<string>(path);
  return (
    <RowAt path={path} label={label} id={id} hint={hint} required={required}>
      <Input
        id={id}
        className={mono ? 'mono' : undefined}
        value={value ?? ''}
        onChange={(event) => {
          set(event.target.value || undefined);
        }}
      />
    </RowAt>
  );
}

export function NumberAt({
  path,
  label,
  hint,
  required,
  min,
  max,
  suffix,
  whole = true,
  placeholder,
}: At & { min?: number; max?: number; suffix?: string; whole?: boolean; placeholder?: string }) {
  const id = useId();
  const [value, set] = useAt<number>(path);
  return (
    <RowAt path={path} label={label} id={id} hint={hint} required={required}>
      <InputNumber
        id={id}
        className="value-number"
        min={min}
        max={max}
        precision={whole ? 0 : undefined}
        suffix={suffix}
        placeholder={placeholder}
        value={value ?? null}
        onChange={(number) => {
          set(number ?? undefined);
        }}
      />
    </RowAt>
  );
}

export function SelectAt({
  path,
  label,
  hint,
  required,
  options,
  placeholder,
  fallback,
}: At & { options: readonly Choice[]; placeholder?: string; fallback?: string }) {
  const id = useId();
  const [value, set] = useAt<string>(path);
  return (
    <RowAt path={path} label={label} id={id} hint={hint} required={required}>
      <Select
        id={id}
        className="value-select"
        allowClear={!required && fallback === undefined}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={placeholder}
        value={value ?? fallback}
        options={[...options]}
        onChange={(next: string | undefined) => {
          set(next);
        }}
      />
    </RowAt>
  );
}

export function SeveralAt({
  path,
  label,
  hint,
  required,
  options,
  free = false,
}: At & { options: readonly Choice[]; free?: boolean }) {
  const id = useId();
  const [value, set] = useAt<string[]>(path);
  return (
    <RowAt path={path} label={label} id={id} hint={hint} required={required}>
      <Select
        id={id}
        className="value-select"
        mode={free ? 'tags' : 'multiple'}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? []}
        options={[...options]}
        onChange={(next: string[]) => {
          set(next.length > 0 || required ? next : undefined);
        }}
      />
    </RowAt>
  );
}

export function RadioAt({
  path,
  label,
  hint,
  options,
  fallback,
}: At & { options: readonly Choice[]; fallback: string }) {
  const [value, set] = useAt<string>(path);
  return (
    <RowAt path={path} label={label} hint={hint}>
      <Radio.Group
        aria-label={label}
        optionType="button"
        value={value ?? fallback}
        options={[...options]}
        onChange={(event) => {
          set(event.target.value as string);
        }}
      />
    </RowAt>
  );
}

/** @param usual how it stands where nothing is written */
export function SwitchAt({
  path,
  label,
  hint,
  disabled,
  usual = false,
}: At & { disabled?: boolean; usual?: boolean }) {
  const id = useId();
  const [value, set] = useAt<boolean>(path);
  return (
    <div className="form-switch">
      <Switch
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        checked={value ?? usual}
        onChange={(on) => {
          set(on === usual ? undefined : on);
        }}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && <p id={`${id}-hint`}>{hint}</p>}
      </div>
    </div>
  );
}

export function ColorAt({ path, label }: At) {
  const [value, set] = useAt<string>(path);
  return (
    <RowAt path={path} label={label}>
      <ColorInput label={label} value={value} onChange={set} />
    </RowAt>
  );
}

const palette = [
  '#1d7f4e', '#8aa832', '#e0a526', '#d9822b', '#c0392b', '#b1487f', '#6b5bb5', '#2f6fb0', '#2a8c97', '#8a938d',
]; // prettier-ignore

export function ColorInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (color: string | undefined) => void;
}) {
  return (
    <ColorPicker
      aria-label={label}
      disabledAlpha
      disabledFormat
      defaultFormat="hex"
      allowClear
      presets={[{ label, colors: palette }]}
      value={value ?? null}
      onChangeComplete={(color) => {
        onChange(color.cleared ? undefined : color.toHexString());
      }}
      onClear={() => {
        onChange(undefined);
      }}
    />
  );
}
