/** Puts the keyboard back on the button of a value once its editor is gone: the button is drawn anew. */
export function focusOn(edited: string): void {
  setTimeout(() => {
    [...document.querySelectorAll<HTMLElement>('[data-edit]')]
      .find((button) => button.dataset.edit === edited)
      ?.focus({ preventScroll: true });
  });
}
