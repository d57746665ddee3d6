import type { Locale } from '../../../server/domain/catalogue/words.ts';
import { anyVoice, goodVoice } from '../../../server/domain/queue/screens/device-voice.ts';
import type { Saying } from '../../../server/domain/queue/screens/voice-order.ts';

/** longer than any sentence takes: browsers sometimes forget to say that they have ended */
const longest = 15_000;

/** The machine's own voices. */
export class BrowserVoice {
  readonly #named: string | null;

  /** `named`: parts of the names of those that are wanted before others */
  constructor(named: string | null) {
    this.#named = named;
    // the list is filled only after it has been asked for
    this.#voices();
  }

  speaks(language: Locale, how: 'well' | 'somehow'): boolean {
    return this.#voice(language, how) !== null;
  }

  /** Resolves when it has been said, with false when it could not be. Rate and volume are those of the hall. */
  say(
    { words, language, how }: Extract<Saying, { by: 'device' }>,
    { rate, volume }: { rate: number; volume: number },
  ): Promise<boolean> {
    const voice = this.#voice(language, how);
    if (voice === null) return Promise.resolve(false);
    const said = Object.assign(new SpeechSynthesisUtterance(words), {
      voice,
      lang: voice.lang,
      rate,
      volume: Math.min(1, volume),
    });
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest, true);
      const over = (done: boolean) => (): void => {
        clearTimeout(timer);
        resolve(done);
      };
      said.onend = over(true);
      said.onerror = over(false);
      speechSynthesis.speak(said);
    });
  }

  #voice(language: Locale, how: 'well' | 'somehow'): SpeechSynthesisVoice | null {
    return how === 'well'
      ? goodVoice(this.#voices(), language, this.#named)
      : anyVoice(this.#voices(), language);
  }

  #voices(): readonly SpeechSynthesisVoice[] {
    return typeof speechSynthesis === 'undefined' ? [] : speechSynthesis.getVoices();
  }
}
