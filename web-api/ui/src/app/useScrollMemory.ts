import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

const positions = new Map<string, number>();
/** How long a page that comes back may take to be as long as it was. */
const patience = 2_000;

/** Going back finds a page scrolled as it was left; going on begins at its top. */
export function useScrollMemory() {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const before = useRef(pathname);
  useEffect(() => {
    const keep = () => {
      positions.set(key, window.scrollY);
    };
    window.addEventListener('scroll', keep, { passive: true });
    return () => {
      window.removeEventListener('scroll', keep);
    };
  }, [key]);
  useEffect(() => {
    const turned = before.current !== pathname;
    before.current = pathname;
    const wanted = type === 'POP' ? positions.get(key) : turned ? 0 : undefined;
    if (wanted === undefined) {
      return;
    }
    const began = Date.now();
    let frame = 0;
    const settle = () => {
      window.scrollTo(0, wanted);
      if (Math.abs(window.scrollY - wanted) > 2 && Date.now() - began < patience) {
        frame = requestAnimationFrame(settle);
      }
    };
    const give = () => {
      cancelAnimationFrame(frame);
    };
    settle();
    window.addEventListener('wheel', give, { passive: true, once: true });
    window.addEventListener('touchmove', give, { passive: true, once: true });
    return () => {
      give();
      window.removeEventListener('wheel', give);
      window.removeEventListener('touchmove', give);
    };
  }, [key, pathname, type]);
}
