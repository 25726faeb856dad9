import { useEffect } from 'react';

/** Lists that open and close beside their button: whoever chose in one came from the button. */
const passing = '.ant-dropdown, .ant-select-dropdown, .ant-picker-dropdown';
const remembered = 30;

/**
 * Where a dialog or drawer goes from the page, the keyboard goes on from where it was opened: whoever works without
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
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ removedNodes }) => removedNodes.length > 0)) {
        setTimeout(back);
      }
    });
    document.addEventListener('focusin', note);
    observer.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', note);
      observer.disconnect();
    };
  }, []);
}
