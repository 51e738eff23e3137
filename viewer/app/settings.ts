/** What a reader has chosen for this browser: language, light or dark, lecture hall. Kept between visits; not part of a link. */
import { effect, signal } from '@preact/signals';
import { type Language, languageOf, languages, type TextKey, translate, type Values } from '../texts/index.ts';

const storedUnder = 'neurarium';

interface Settings {
  readonly language: Language;
  readonly dark: boolean;
  readonly hall: boolean;
}

export const settings = signal<Settings>(initial());

/** The text in the reader's language; a component that calls it is drawn again when the language changes. */
export function t(key: TextKey, values?: Values): string {
  return translate(settings.value.language, key, values);
}

export function change(changed: Partial<Settings>): void {
  settings.value = { ...settings.value, ...changed };
}

/** Shows the settings on the page, and keeps them. */
export function applySettings(): void {
  effect(() => {
    const { language, dark, hall } = settings.value;
    const { documentElement } = document;
    documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
    documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    documentElement.dataset['hall'] = String(hall);
    try {
      localStorage.setItem(storedUnder, JSON.stringify(settings.value));
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  });
}

/** Whether the reader asked the system for little movement. */
export function isCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function initial(): Settings {
  const stored = read();
  return {
    language: languages.find((language) => language === stored['language']) ?? languageOf(navigator.languages),
    dark: typeof stored['dark'] === 'boolean' ? stored['dark'] : !matchMedia('(prefers-color-scheme: light)').matches,
    hall: stored['hall'] === true,
  };
}

function read(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storedUnder) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
