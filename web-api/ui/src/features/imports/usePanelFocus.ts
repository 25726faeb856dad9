import { useEffect, useRef } from 'react';
import type { Step } from './Steps';

/** Puts the keyboard on each step as it comes: the button that led there is gone, or means another thing now. */
export function usePanelFocus(step: Step) {
  const panel = useRef<HTMLElement>(null);
  const shown = useRef<Step | null>(null);
  useEffect(() => {
    const first = shown.current === null;
    shown.current = step;
    if (!first || document.activeElement === document.body) {
      panel.current?.focus();
    }
  }, [step]);
  return panel;
}
