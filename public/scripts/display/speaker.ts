import { announcement, type Utterance } from '../../../server/domain/queue/announcement.ts';
import type { AnnouncedCall } from '../../../server/domain/queue/followed-board.ts';
import type { HallPolicy } from '../../../server/domain/queue/hall-policy.ts';
import { SoundBank } from './sound-bank.ts';

/** when so many wait to be said, each is said once */
const crowded = 3;
const between = 0.9;

export interface SpeakerParts {
  readonly sounds: Readonly<Record<string, string>>;
  readonly speech: HallPolicy['speech'];
  /** whether this screen is the one that speaks */
  readonly maySpeak: () => boolean;
  readonly changed: () => void;
}

/** Says calls one after another; none is cut off by the next. */
export class Speaker {
  readonly #parts: SpeakerParts;
  readonly #context: AudioContext;
  readonly #bank: SoundBank;
  readonly #volume: GainNode;
  readonly #waiting: AnnouncedCall[] = [];
  #speaking = false;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
    this.#context = new AudioContext();
    this.#bank = new SoundBank(this.#context, parts.sounds);
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
    if (this.blocked || !this.#parts.maySpeak()) return;
    this.#waiting.push(call);
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    this.#speaking = true;
    for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) {
      const { speech } = this.#parts;
      const times = this.#waiting.length >= crowded ? 1 : speech.times;
      const said = announcement(call, speech, times);
      await this.#bank.load(said.filter((each) => typeof each === 'string'));
      await this.#play(said);
    }
    this.#speaking = false;
  }

  #play(said: readonly Utterance[]): Promise<void> {
    const { rate } = this.#parts.speech;
    let at = this.#context.currentTime + 0.05;
    for (const each of said) {
      const buffer = typeof each === 'string' ? this.#bank.get(each) : null;
      if (typeof each === 'number') at += each / 1000;
      if (buffer === null) continue;
      const speed = each === 'chime' ? 1 : rate;
      const source = this.#context.createBufferSource();
      source.buffer = buffer;
      source.playbackRate.value = speed;
      source.connect(this.#volume);
      source.start(at);
      at += buffer.duration / speed;
    }
    const length = at - this.#context.currentTime + between;
    return new Promise((resolve) => setTimeout(resolve, length * 1000));
  }
}
