import type { Locale } from '../../../server/domain/catalogue/words.ts';

/** longer than any sentence takes: browsers sometimes forget to say that they have ended */
const longest = 15_000;

/** The machine's own voice, where it has one for a language; used when recordings are missing. */
export class BrowserVoice {
  constructor() {
    // the list is filled only after it has been asked for
    this.#voices();
  }

  speaks(language: Locale): boolean {
    return this.#voice(language) !== null;
  }

  /** Resolves when it has been said, or cannot be. Rate and volume are those of the hall. */
  say(words: string, language: Locale, { rate, volume }: { rate: number; volume: number }): Promise<void> {
    const voice = this.#voice(language);
    if (voice === null) return Promise.resolve();
    const said = Object.assign(new SpeechSynthesisUtterance(words), {
      voice,
      lang: voice.lang,
      rate,
      volume: Math.min(1, volume),
    });
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest);
      said.onend = said.onerror = () => {
        clearTimeout(timer);
        resolve();
      };
      speechSynthesis.speak(said);
    });
  }

  #voice(language: Locale): SpeechSynthesisVoice | null {
    const fitting = this.#voices().filter(({ lang }) =>
      language === 'en' ? /^en\b/i.test(lang) : /^(zh[-_]CN|zh[-_]Hans|cmn|zh$)/i.test(lang),
    );
    // one that needs no network comes first
    return fitting.find(({ localService }) => localService) ?? fitting[0] ?? null;
  }

  #voices(): readonly SpeechSynthesisVoice[] {
    return typeof speechSynthesis === 'undefined' ? [] : speechSynthesis.getVoices();
  }
}
