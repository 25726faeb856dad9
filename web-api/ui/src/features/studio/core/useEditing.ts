import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Definition, type Draft, type PatchOperation, type Problem } from '~/api';
import { draftQuery, patchDraft } from './draft';
import { apply, between, overlap } from './patch';

const PAUSE = 700;

export interface Clash {
  theirs: Draft;
  /** What I changed, and of it what they changed too. */
  mine: PatchOperation[];
  both: PatchOperation[];
  /** Who they are, where the server says. */
  who: string;
}

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

/**
 * The document on the screen. Every edit is stored in the draft after a short pause; when somebody else stored
 * meanwhile, both are merged unless they touch the same place.
 */
export function useEditing(draft: Draft) {
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Definition | null>(null);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const [failure, setFailure] = useState<unknown>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const [past, setPast] = useState<Definition[]>([]);
  /** Grows when the document on the screen is another one: editors then forget what they held. */
  const [generation, setGeneration] = useState(0);
  const latest = useRef<Definition | null>(null);
  const busy = useRef<Promise<boolean> | null>(null);
  const definition = edited ?? draft.definition;

  const show = useCallback((next: Definition | null) => {
    latest.current = next;
    setEdited(next);
  }, []);
  const reset = useCallback(
    (next: Definition | null) => {
      show(next);
      setPast([]);
      setClash(null);
      setFailure(null);
      setState('idle');
      setGeneration((before) => before + 1);
    },
    [show],
  );
  const take = useCallback(
    (next: Draft) => {
      queries.setQueryData(draftQuery().queryKey, next);
    },
    [queries],
  );

  /** Mine upon theirs, where nothing is touched by both. */
  const merge = useCallback(
    async (read: Draft, mine: PatchOperation[], refusal: Problem): Promise<Draft | null> => {
      const theirs = await queries.fetchQuery({ ...draftQuery(), staleTime: 0 });
      const both = overlap(mine, between(read.definition, theirs.definition));
      if (both.length > 0) {
        const who = refusal.body.conflicts?.map((one) => one.by?.name ?? '').find((name) => name !== '');
        setClash({ theirs, mine, both, who: who ?? '' });
        return null;
      }
      return patchDraft(theirs.etag, between(theirs.definition, apply(mine, theirs.definition)));
    },
    [queries],
  );

  const store = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    const read = queries.getQueryData(draftQuery().queryKey) ?? draft;
    const operations = sent ? between(read.definition, sent) : [];
    if (!sent || operations.length === 0) {
      show(null);
      return true;
    }
    setState('saving');
    setFailure(null);
    try {
      const stored = await patchDraft(read.etag, operations).catch((fault: unknown) => {
        const problem = asProblem(fault);
        if (problem?.status === 412 || problem?.code === 'draft-conflict') {
          return merge(read, operations, problem);
        }
        throw fault;
      });
      if (!stored) {
        setState('failed');
        return false;
      }
      take(stored);
      const now = latest.current;
      show(now === sent || !now ? null : apply(between(sent, now), stored.definition));
      setState('idle');
      return true;
    } catch (fault) {
      setFailure(fault);
      setState('failed');
      return false;
    }
  }, [draft, merge, queries, show, take]);

  /** Stores what is on the screen, once at a time; whether all of it is stored. */
  const save = useCallback(async (): Promise<boolean> => {
    while (busy.current) {
      await busy.current;
    }
    busy.current = store();
    try {
      return await busy.current;
    } finally {
      busy.current = null;
    }
  }, [store]);

  useEffect(() => {
    if (edited === null || clash) {
      return undefined;
    }
    const timer = setTimeout(() => void save(), PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [edited, clash, save]);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    if (edited) {
      window.addEventListener('beforeunload', ask);
    }
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [edited]);

  const change = (recipe: (before: Definition) => Definition) => {
    const before = latest.current ?? draft.definition;
    const after = recipe(before);
    if (after !== before) {
      setPast((all) => [...all.slice(-49), before]);
      show(after);
    }
  };
  const undo = () => {
    const before = past.at(-1);
    if (before) {
      setPast(past.slice(0, -1));
      show(before);
      setGeneration((count) => count + 1);
    }
  };
  const reread = async () => {
    await queries.fetchQuery({ ...draftQuery(), staleTime: 0 });
    reset(null);
  };
  /** Of a clash: everything of mine, over what they did at the same places. */
  const keepMine = () => {
    if (clash) {
      take(clash.theirs);
      let merged = clash.theirs.definition;
      for (const operation of clash.mine) {
        try {
          merged = apply([operation], merged);
        } catch {
          // They removed the part that I changed: there is nothing left to change.
        }
      }
      reset(merged);
    }
  };
  const saved: SaveState = clash ? 'failed' : state === 'idle' ? (edited ? 'unsaved' : 'saved') : state;
  return {
    definition,
    etag: draft.etag,
    state: saved,
    failure,
    clash,
    generation,
    canUndo: past.length > 0,
    change,
    undo,
    save,
    reread,
    keepMine,
  };
}

export type Editing = ReturnType<typeof useEditing>;
