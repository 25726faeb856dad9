import type { KeyboardEvent } from 'react';

/** Ctrl+Enter (or ⌘+Enter) saves, wherever the focus is inside the form. */
export function onSaveKeys(save: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      save();
    }
  };
}
