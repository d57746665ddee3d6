import type { Locale } from '../../catalogue/words.ts';

/** A voice of the machine, as its browser tells of it (a part of SpeechSynthesisVoice). */
export interface DeviceVoice {
  readonly name: string;
  readonly lang: string;
  /** needs no network */
  readonly localService: boolean;
}

/** Voices of common systems that people like to listen to, the best first: Windows, macOS and iOS, Android. */
const liked: Readonly<Record<Locale, readonly RegExp[]>> = {
  'zh-CN': [
    /xiaoxiao/i,
    /xiaoyi/i,
    /yunxi/i,
    /yue\b/i,
    /lili\b/i,
    /ting-?ting/i,
    /huihui/i,
    /yaoyao/i,
    /kangkang/i,
  ],
  en: [
    /aria\b/i,
    /jenny/i,
    /sonia/i,
    /ava\b/i,
    /serena/i,
    /samantha/i,
    /daniel\b/i,
    /hazel/i,
    /zira/i,
    /david\b/i,
  ],
};

const spoken: Readonly<Record<Locale, RegExp>> = {
  'zh-CN': /^(zh[-_]CN|zh[-_]Hans|cmn|zh$)/i,
  en: /^en([-_]|$)/i,
};

/**
 * The best voice of a machine for a language that needs no network: one of those the branch has named, in its order, else one that is known to
 * be good. Null: it has none.
 */
export function goodVoice<Voice extends DeviceVoice>(
  voices: readonly Voice[],
  language: Locale,
  named: string | null,
): Voice | null {
  const here = voices.filter(({ lang, localService }) => localService && spoken[language].test(lang));
  const wanted = (named ?? '')
    .split(/[,，、;；]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const matches: readonly ((name: string) => boolean)[] = [
    ...wanted.map((part) => (name: string) => name.toLowerCase().includes(part)),
    ...liked[language].map((pattern) => (name: string) => pattern.test(name)),
  ];
  for (const match of matches) {
    const voice = here.find(({ name }) => match(name));
    if (voice !== undefined) return voice;
  }
  return null;
}

/** Whatever speaks the language, before nothing does; one that needs no network first. */
export function anyVoice<Voice extends DeviceVoice>(
  voices: readonly Voice[],
  language: Locale,
): Voice | null {
  const fitting = voices.filter(({ lang }) => spoken[language].test(lang));
  return fitting.find(({ localService }) => localService) ?? fitting[0] ?? null;
}
