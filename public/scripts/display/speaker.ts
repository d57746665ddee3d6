import type { HallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import { announcement, type Sentence } from '../../../server/domain/queue/screens/announcement.ts';
import type { AnnouncedCall } from '../../../server/domain/queue/screens/followed-board.ts';
import { BrowserVoice } from './browser-voice.ts';
import { SoundBank } from './sound-bank.ts';

/** when so many wait to be said, each is said once */
const crowded = 3;
/** a call that has waited longer is said only while its visitor is still awaited, ms */
const stillNews = 20_000;
/** seconds */
const between = 0.9;

export interface SpeakerParts {
  readonly sounds: Readonly<Record<string, string>>;
  readonly speech: HallPolicy['speech'];
  /** whether the visitor has not come yet */
  readonly stands: (call: AnnouncedCall) => boolean;
  /** whether a clerk took the call back */
  readonly takenBack: (call: AnnouncedCall) => boolean;
  readonly changed: () => void;
}

/** Says calls one after another; none is cut off by the next. */
export class Speaker {
  readonly #parts: SpeakerParts;
  readonly #context = new AudioContext();
  readonly #bank: SoundBank;
  readonly #voice = new BrowserVoice();
  readonly #volume: GainNode;
  readonly #waiting: { readonly call: AnnouncedCall; readonly since: number }[] = [];
  #speaking = false;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
    this.#bank = new SoundBank(this.#context, parts.sounds, parts.speech.rate);
    this.#volume = this.#context.createGain();
    this.#volume.gain.value = parts.speech.volume;
    this.#volume.connect(this.#context.destination);
    this.#context.addEventListener('statechange', parts.changed);
    void this.#bank.load(Object.keys(parts.sounds));
  }

  /** Browsers keep a page silent until somebody has touched it. */
  get blocked(): boolean {
    return this.#context.state !== 'running';
  }

  async enable(): Promise<void> {
    await this.#context.resume();
    this.#parts.changed();
  }

  /** A call that cannot be heard now is not said later: by then it would mislead. */
  say(call: AnnouncedCall): void {
    if (this.blocked) return;
    this.#waiting.push({ call, since: performance.now() });
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    this.#speaking = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { call, since } = next;
      const late = performance.now() - since > stillNews;
      if (late && !this.#parts.stands(call)) continue;
      const { speech } = this.#parts;
      const times = this.#waiting.length >= crowded ? 1 : speech.times;
      for (const sentence of announcement(call, speech, times)) {
        // nobody is sent to a counter that does not want them; a sentence is not cut off
        if (this.#parts.takenBack(call)) break;
        await this.#utter(sentence);
      }
      await pause(between);
    }
    this.#speaking = false;
  }

  /** Recorded, when every fragment is there; else by the machine's own voice; else with gaps, which are better than nothing. */
  async #utter({ said, language, words }: Sentence): Promise<void> {
    const names = said.filter((each) => typeof each === 'string');
    await this.#bank.load(names);
    const whole = names.every((name) => this.#bank.get(name) !== null);
    if (!whole && words !== null && language !== null && this.#voice.speaks(language))
      await this.#voice.say(words, language, this.#parts.speech);
    else await this.#play(said);
  }

  #play(said: Sentence['said']): Promise<void> {
    let at = this.#context.currentTime + 0.03;
    for (const each of said) {
      if (typeof each === 'number') {
        at += each / 1000;
        continue;
      }
      const buffer = this.#bank.get(each);
      if (buffer === null) continue;
      const source = this.#context.createBufferSource();
      source.buffer = buffer;
      source.connect(this.#volume);
      source.start(at);
      at += buffer.duration;
    }
    return pause(at - this.#context.currentTime);
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
