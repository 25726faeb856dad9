import { type Locale, useLocale } from './locale';

type Entry = string | ((...args: never[]) => string);
type Entries = Record<string, Entry>;

/** The same keys, the same parameters, other words. */
type Translated<T extends Entries> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string : string;
};

export type Catalogue<T extends Entries = Entries> = Readonly<Record<Locale, Translated<T>>>;

export function catalogue<T extends Entries>(texts: {
  'zh-CN': T;
  en: Translated<NoInfer<T>>;
}): Catalogue<T> {
  return texts as unknown as Catalogue<T>;
}

export function useMessages<T extends Entries>(of: Catalogue<T>): Translated<T> {
  return of[useLocale()];
}
