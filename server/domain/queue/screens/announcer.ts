import type { HallPolicy } from '../hall/hall-policy.ts';
import { announcement, briefAnnouncement, type Sentence } from './announcement.ts';
import type { AnnouncedCall } from './followed-board.ts';

/** silence after a call, seconds */
const between = 0.9;
const betweenMany = 0.25;

export interface AnnouncerParts {
  readonly speech: HallPolicy['speech'];
  readonly calling: HallPolicy['calling'];
  /** whether the visitor has not come yet */
  readonly stands: (call: AnnouncedCall) => boolean;
  /** resolves when the sentence has been said */
  readonly utter: (sentence: Sentence) => Promise<void>;
  /** seconds */
  readonly pause: (seconds: number) => Promise<void>;
}

/**
 * Says calls one after another. Nothing is cut off in a sentence, but whoever waits to be called comes before anybody is called a second
 * time or in a second language, and who has come meanwhile, or was taken back, is not called at all.
 */
export class Announcer {
  readonly #parts: AnnouncerParts;
  readonly #waiting: AnnouncedCall[] = [];
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
    for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) {
      if (!this.#parts.stands(call)) continue;
      await this.#call(call);
      await this.#parts.pause(this.#others ? betweenMany : between);
    }
    this.#speaking = false;
  }

  async #call(call: AnnouncedCall): Promise<void> {
    const { speech, calling, stands, utter } = this.#parts;
    const usual = this.#others ? briefAnnouncement(call, speech) : announcement(call, speech);
    // a chime is for everybody
    const sentences = calling === 'silent' ? usual.filter(({ language }) => language !== null) : usual;
    let said = false;
    for (const sentence of sentences) {
      if (said && this.#others && this.#understood(call, sentence)) return;
      if (!stands(call)) return;
      await utter(sentence);
      said ||= sentence.language !== null;
    }
  }

  /** Whether the visitor has been told in words of their own, when this is what comes next. */
  #understood({ language }: AnnouncedCall, next: Sentence): boolean {
    return language !== 'en' || next.language !== 'en';
  }

  get #others(): boolean {
    return this.#waiting.length > 0;
  }
}
