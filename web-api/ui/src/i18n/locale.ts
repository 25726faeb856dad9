import { useSyncExternalStore } from 'react';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const storageKey = 'ripeline.locale';
const listeners = new Set<() => void>();
let current: Locale = remembered() ?? closest(navigator.language);

function remembered(): Locale | null {
  const stored = localStorage.getItem(storageKey);
  return locales.find((locale) => locale === stored) ?? null;
}

function closest(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function apply(locale: Locale) {
  current = locale;
  document.documentElement.lang = locale;
  listeners.forEach((listener) => {
    listener();
  });
}

export function currentLocale(): Locale {
  return current;
}

/** What the person chose: remembered on this device. */
export function chooseLocale(locale: Locale) {
  localStorage.setItem(storageKey, locale);
  apply(locale);
}

/** What the account prefers: used only while nothing was chosen on this device. */
export function suggestLocale(tag: string) {
  const locale = closest(tag);
  if (remembered() === null && locale !== current) {
    apply(locale);
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale);
}
