import { useEffect, useState } from 'react';

export interface Timer {
  /** When it began, in milliseconds; null while it has not. */
  since: number | null;
  running: boolean;
  seconds: number;
  start: () => void;
  stop: () => void;
  clear: () => void;
}

interface Run {
  since: number;
  until: number | null;
}

/** How long a call lasts: counted by the clock, so that a sleeping page loses nothing. */
export function useTimer(begun: number | null): Timer {
  const [run, setRun] = useState<Run | null>(begun === null ? null : { since: begun, until: null });
  const [now, setNow] = useState(begun ?? 0);
  const running = run !== null && run.until === null;
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const ticking = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(ticking);
    };
  }, [running]);
  return {
    since: run?.since ?? null,
    running,
    seconds: run ? Math.max(0, Math.floor(((run.until ?? now) - run.since) / 1000)) : 0,
    start: () => {
      const at = Date.now();
      setRun({ since: at, until: null });
      setNow(at);
    },
    stop: () => {
      setRun((before) => (before && before.until === null ? { ...before, until: Date.now() } : before));
    },
    clear: () => {
      setRun(null);
    },
  };
}
