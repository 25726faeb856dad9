import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { CheckProblem, CheckReport, Definition, Draft } from '~/api';
import { checkQuery } from './draft';
import { between, put, read } from './patch';
import { type Editing, useEditing } from './useEditing';

export type Path = readonly (string | number)[];

export interface Studio extends Editing {
  published: Definition;
  /** Whether the draft differs from what is in force. */
  changed: boolean;
  /** The newest findings of the check, live after each save. */
  report: CheckReport | undefined;
  checking: boolean;
  checkFailure: unknown;
  /** Sets one value of the document; undefined removes it. */
  set: (path: Path, value: unknown) => void;
  /** Puts an element at the end of a list, which may not be there yet. */
  add: (path: Path, element: unknown) => void;
  move: (path: Path, from: number, to: number) => void;
}

const Context = createContext<Studio | null>(null);

export function StudioProvider({
  draft,
  published,
  children,
}: {
  draft: Draft;
  published: Definition;
  children: ReactNode;
}) {
  const editing = useEditing(draft);
  const changed = useMemo(
    () => between({ ...published, version: 0 }, { ...draft.definition, version: 0 }).length > 0,
    [published, draft.definition],
  );
  const check = useQuery({
    ...checkQuery(draft.etag),
    enabled: changed,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { change } = editing;
  const set = (path: Path, value: unknown) => {
    change((before) => put(before, path, value) as Definition);
  };
  const listAt = (before: Definition, path: Path) => (read(before, path) as unknown[] | undefined) ?? [];
  const studio: Studio = {
    ...editing,
    published,
    changed,
    report: changed ? check.data : undefined,
    checking: check.isFetching,
    checkFailure: changed ? check.error : null,
    set,
    add: (path, element) => {
      change((before) => put(before, path, [...listAt(before, path), element]) as Definition);
    },
    move: (path, from, to) => {
      change((before) => {
        const list = [...listAt(before, path)];
        if (to < 0 || to >= list.length) {
          return before;
        }
        list.splice(to, 0, ...list.splice(from, 1));
        return put(before, path, list) as Definition;
      });
    },
  };
  return <Context.Provider value={studio}>{children}</Context.Provider>;
}

export function useStudio(): Studio {
  const studio = useContext(Context);
  if (!studio) {
    throw new Error('the studio’s parts stand inside its provider');
  }
  return studio;
}

/** The check's problems at a place of the document and below it. */
export function useProblems(pointer: string): CheckProblem[] {
  const { report } = useStudio();
  return (report?.problems ?? []).filter(
    (problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`),
  );
}
