import { type CompositionEvent, type KeyboardEvent, useState } from 'react';

/** Whether a key belongs to an input method that is still composing: its Enter is not ours. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

/**
 * Text of an input that pinyin and the like are typed into. `settled` stays as it was while characters are being
 * composed, so that nobody searches for half a syllable.
 */
export function useComposed(initial = '') {
  const [text, setText] = useState(initial);
  const [settled, settle] = useState(initial);
  const [composing, compose] = useState(false);
  const set = (next: string) => {
    setText(next);
    if (!composing) {
      settle(next);
    }
  };
  return {
    text,
    settled,
    composing,
    set,
    handlers: {
      onCompositionStart: () => {
        compose(true);
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
        compose(false);
        setText(event.currentTarget.value);
        settle(event.currentTarget.value);
      },
    },
  };
}
