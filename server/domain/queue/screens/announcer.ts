import type { Locale } from '../../catalogue/words.ts';
import type { HallPolicy } from '../hall/hall-policy.ts';
import { announcement, briefAnnouncement, otherLanguage, type Sentence } from './announcement.ts';
import type { AnnouncedCall } from './followed-board.ts';

/** silence after a call, seconds */
const between = 0.9;
const betweenMany = 0.25;

export interface AnnouncerParts {
  readonly speech: HallPolicy['speech'];
  readonly calling: HallPolicy['calling'];
  /** whether the visitor has not come yet */
  readonly stands: (call: AnnouncedCall) => boolean;
  /** resolves when the sentence has been said; `hurry`: somebody else waits to be called */
  readonly utter: (sentence: Sentence, hurry: boolean) => Promise<void>;
  /** seconds */
  readonly pause: (seconds: number) => Promise<void>;
}

/** seconds that a call takes at most while another waits, chime and all */
const mostInRush = 8;
/** seconds that are left for the words, however long a branch's own chime is */
const leastForWords = 3;
/** nothing is said faster than that, and the settings offer nothing faster either */
const fastest = 2;
/** in steps, so that few different speeds have to be made ready */
const steps = 4;

/**
 * How many times faster a sentence that takes so many seconds at `rate` is said while others wait: slow speech and long recordings must not keep a
 * hall waiting.
 */
export function hasteOf(seconds: number, rate: number, chime: number): number {
  const words = Math.max(leastForWords, mostInRush - chime);
  const wanted = Math.ceil((steps * seconds) / words) / steps;
  return Math.max(1, Math.min(wanted, fastest / rate));
}

/** A call whose second language was left out in a rush. */
interface Rest {
  readonly call: AnnouncedCall;
  readonly language: Locale;
}

/**
 * Says calls one after another. Nothing is cut off in a sentence, but whoever waits to be called comes before anybody is called a second
 * time or in a second language, and who has come meanwhile, or was taken back, is not called at all.
 */
export class Announcer {
  readonly #parts: AnnouncerParts;
  readonly #waiting: AnnouncedCall[] = [];
  readonly #rests: Rest[] = [];
  #turn: Locale = 'zh-CN';
  #speaking = false;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  /** In a silent hall whoever is told on a phone is not spoken to. */
  say(call: AnnouncedCall): void {
    if (this.#parts.calling === 'silent' && call.onPhone === true) return;
    this.#waiting.push(call);
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    this.#speaking = true;
    for (let said = true; said; ) said = await this.#sayNext();
    this.#speaking = false;
  }

  /** False: there is nothing more to say. */
  async #sayNext(): Promise<boolean> {
    const call = this.#waiting.shift();
    const rest = call === undefined ? this.#rests.shift() : undefined;
    const next = call ?? rest?.call;
    if (next === undefined) return false;
    if (!this.#parts.stands(next)) return true;
    if (rest === undefined) await this.#call(next);
    else await this.#utter(next, briefAnnouncement(next, this.#parts.speech, rest.language));
    await this.#parts.pause(this.#others ? betweenMany : between);
    return true;
  }

  async #call(call: AnnouncedCall): Promise<void> {
    const { speech } = this.#parts;
    const first = call.language ?? this.#next();
    const sentences = this.#others
      ? briefAnnouncement(call, speech, first)
      : announcement(call, speech, first);
    const said = await this.#utter(call, sentences);
    const wanted = speech.language === 'both' && speech.unknown === 'both' && call.language === undefined;
    if (wanted && said === 1) this.#rests.push({ call, language: otherLanguage(first) });
  }

  /** Answers how many sentences were said until the visitor came or somebody else waited. */
  async #utter(call: AnnouncedCall, usual: readonly Sentence[]): Promise<number> {
    const { calling, stands, utter } = this.#parts;
    // a chime is for everybody
    const sentences = calling === 'silent' ? usual.filter(({ language }) => language !== null) : usual;
    let said = 0;
    for (const sentence of sentences) {
      if ((said > 0 && this.#others) || !stands(call)) break;
      await utter(sentence, this.#others);
      if (sentence.language !== null) said += 1;
    }
    return said;
  }

  /** The language in which whoever is not known is called first. */
  #next(): Locale {
    if (this.#parts.speech.unknown !== 'alternate') return 'zh-CN';
    const language = this.#turn;
    this.#turn = otherLanguage(language);
    return language;
  }

  get #others(): boolean {
    return this.#waiting.length > 0;
  }
}
