// SPDX-License-Identifier: AGPL-3.0-or-later
// Every text of the interface stands in a words.ts beside its pages, both languages on one line: [zh, en].
// Chinese is written first and for adults (您); pupils read the same text with 你.
export type Language = 'zh' | 'en';
export type Address = 'adult' | 'pupil';
export type Pair = readonly [zh: string, en: string];
export type Catalogue = Readonly<Record<string, Pair>>;
export type Said<C extends Catalogue> = { readonly [K in keyof C]: string };

export function words<const C extends Catalogue>(catalogue: C): C {
  return catalogue;
}

export function spoken(text: string, language: Language, address: Address): string {
  return language === 'zh' && address === 'pupil' ? text.replace(/您/g, '你') : text;
}

const cache = new WeakMap<Catalogue, Map<string, Said<Catalogue>>>();

export function say<C extends Catalogue>(catalogue: C, language: Language, address: Address): Said<C> {
  let voices = cache.get(catalogue);
  if (!voices) cache.set(catalogue, (voices = new Map()));
  const voice = `${language}.${address}`;
  let said = voices.get(voice);
  if (!said) {
    const texts: Record<string, string> = {};
    for (const [key, [zh, en]] of Object.entries(catalogue)) texts[key] = language === 'en' ? en : spoken(zh, language, address);
    said = texts;
    voices.set(voice, said);
  }
  return said as Said<C>;
}

// "{name}" is replaced; a name that is not given stays visible, so that a test or a reader notices.
export function fill(text: string, args: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
}

// Marks between values, for texts that are put together.
const marks = {
  zh: { colon: (a: string, b: string) => `${a}：${b}`, paren: (a: string, b: string) => `${a}（${b}）`, list: (items: readonly string[]) => items.join('、') },
  en: { colon: (a: string, b: string) => `${a}: ${b}`, paren: (a: string, b: string) => `${a} (${b})`, list: (items: readonly string[]) => items.join(', ') },
} as const;

export type Marks = (typeof marks)[Language];

export function marksOf(language: Language): Marks {
  return marks[language];
}

// A closed word of the API, or the word itself when this page is older than the server.
export function word<C extends Catalogue>(said: Said<C>, key: string): string {
  return (said as Record<string, string>)[key] ?? key;
}
