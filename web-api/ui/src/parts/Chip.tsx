import type { ReactNode } from 'react';

/** A coloured dot with words in ink: the colour is never the only sign, and any colour stays readable. */
export function Chip({
  color,
  children,
  title,
}: {
  color?: string | null;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span className="chip" title={title} style={color ? { ['--chip' as string]: color } : undefined}>
      <span className="chip-dot" aria-hidden="true" />
      <span className="chip-words">{children}</span>
    </span>
  );
}
