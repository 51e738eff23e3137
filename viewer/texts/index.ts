/** Texts in the reader's language. Every piece of the viewer asks here; a key that is missing in a language does not compile. */
import { chinese } from './chinese.ts';
import { english } from './english.ts';

export type Language = 'en' | 'zh';

export type TextKey = keyof typeof english;

export type Values = Readonly<Record<string, string | number>>;

const tables: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en: english, zh: chinese };

export const languages = Object.keys(tables) as Language[];

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(english, key);
}

/** `{name}` in the text is replaced by the value of that name. */
export function translate(language: Language, key: TextKey, values: Values = {}): string {
  return tables[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The first language of the reader that there are texts in. */
export function languageOf(preferred: readonly string[]): Language {
  for (const name of preferred) {
    const found = languages.find((language) => name.toLowerCase().startsWith(language));
    if (found !== undefined) return found;
  }
  return 'en';
}
