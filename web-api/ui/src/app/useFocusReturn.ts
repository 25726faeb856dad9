import { useEffect } from 'react';

/** Lists that open and close beside their button: whoever chose in one came from the button. */
const passing = '.ant-dropdown, .ant-select-dropdown, .ant-picker-dropdown';
const menuItem = '.ant-dropdown-menu-item[role="menuitem"]';
const leavingKeys = ['Enter', 'Escape', 'Tab'];
const remembered = 30;

/**
 * Where a dialog, drawer or menu goes from the page, the keyboard goes on from where it was opened: whoever works without
 * a mouse would otherwise begin at the top of the page again.
 */
export function useFocusReturn() {
  useEffect(() => {
    let places: HTMLElement[] = [];
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest(passing)) {
        places = [...places.filter((one) => one !== target && one.isConnected), target].slice(-remembered);
      }
    };
    const back = () => {
      const lost = places.at(-1)?.isConnected === false;
      if (lost && document.activeElement === document.body) {
        places.findLast((one) => one.isConnected)?.focus({ preventScroll: true });
      }
    };
    // A menu that closes lets go of the keyboard without a word, and the key that chose in it would also press what
    // its choice opens: the close button of a dialog.
    const leaving = (event: KeyboardEvent) => {
      const item = event.target instanceof Element && event.target.closest(menuItem);
      if (!item || !leavingKeys.includes(event.key) || item.getAttribute('aria-disabled') === 'true') {
        return;
      }
      if (event.key === 'Enter') {
        event.preventDefault();
      }
      if (item.contains(document.activeElement)) {
        places.findLast((one) => one.isConnected)?.focus({ preventScroll: true });
      }
    };
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ removedNodes }) => removedNodes.length > 0)) {
        setTimeout(back);
      }
    });
    document.addEventListener('focusin', note);
    document.addEventListener('keydown', leaving);
    observer.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('keydown', leaving);
      observer.disconnect();
    };
  }, []);
}
