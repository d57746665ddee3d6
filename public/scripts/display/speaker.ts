import type { HallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import type { Sentence } from '../../../server/domain/queue/screens/announcement.ts';
import { Announcer } from '../../../server/domain/queue/screens/announcer.ts';
import type { AnnouncedCall } from '../../../server/domain/queue/screens/followed-board.ts';
import { BrowserVoice } from './browser-voice.ts';
import { SoundBank } from './sound-bank.ts';

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
  readonly #announcer: Announcer;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
    this.#announcer = new Announcer({
      speech: parts.speech,
      stands: (call) => parts.stands(call) && !parts.takenBack(call),
      utter: (sentence) => this.#utter(sentence),
      pause,
    });
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
    this.#announcer.say(call);
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
