import type { HallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import type { Sentence } from '../../../server/domain/queue/screens/announcement.ts';
import { Announcer, hasteOf } from '../../../server/domain/queue/screens/announcer.ts';
import type { SoundAddresses } from '../../../server/domain/queue/screens/display-settings.ts';
import type { AnnouncedCall } from '../../../server/domain/queue/screens/followed-board.ts';
import { chime, madeOf } from '../../../server/domain/queue/screens/fragments.ts';
import {
  type Piece,
  type VoiceKind,
  type VoiceStock,
  voiceOf,
  waysToSay,
} from '../../../server/domain/queue/screens/voice-order.ts';
import { BrowserVoice } from './browser-voice.ts';
import { SoundBank } from './sound-bank.ts';

export interface SpeakerParts {
  readonly sounds: SoundAddresses;
  readonly speech: HallPolicy['speech'];
  readonly calling: HallPolicy['calling'];
  /** whether the visitor has not come yet */
  readonly stands: (call: AnnouncedCall) => boolean;
  /** whether a clerk took the call back */
  readonly takenBack: (call: AnnouncedCall) => boolean;
  readonly changed: () => void;
}

/** seconds in which one fragment fades into the next */
const overlap = 0.025;

/** Says calls one after another; none is cut off by the next. */
export class Speaker {
  readonly #parts: SpeakerParts;
  readonly #context = new AudioContext();
  readonly #bank: SoundBank;
  readonly #voice: BrowserVoice;
  readonly #volume: GainNode;
  readonly #announcer: Announcer;
  #saidBy: VoiceKind | null = null;

  constructor(parts: SpeakerParts) {
    this.#parts = parts;
    this.#voice = new BrowserVoice(parts.speech.deviceVoices);
    this.#announcer = new Announcer({
      speech: parts.speech,
      calling: parts.calling,
      stands: (call) => parts.stands(call) && !parts.takenBack(call),
      utter: (sentence, hurry) => this.#utter(sentence, hurry),
      pause,
    });
    this.#bank = new SoundBank(this.#context, parts.sounds, parts.speech.rate);
    this.#volume = this.#context.createGain();
    this.#volume.gain.value = parts.speech.volume;
    this.#volume.connect(this.#context.destination);
    this.#context.addEventListener('statechange', parts.changed);
    void this.#bank.loadAll();
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

  /** of the last call that was said; null: none was */
  get saidBy(): VoiceKind | null {
    return this.#saidBy;
  }

  /** By the first voice that can say all of it, and does. */
  async #utter(sentence: Sentence, hurry: boolean): Promise<void> {
    await this.#bank.load(
      sentence.said.flatMap((each) =>
        typeof each === 'number'
          ? []
          : [each, ...(madeOf[each] ?? []).filter((part) => typeof part === 'string')],
      ),
    );
    const stock: VoiceStock = {
      has: (set, fragment) => this.#bank.get({ set, fragment }) !== null,
      speaks: (language, how) => this.#voice.speaks(language, how),
    };
    for (const way of waysToSay(sentence, this.#parts.speech.voices, stock)) {
      if (sentence.language !== null) this.#saidBy = voiceOf(way);
      if (way.by === 'recording') return this.#play(way.said, hurry ? this.#hasteOf(way.said) : 1);
      const { rate, volume } = this.#parts.speech;
      if (await this.#voice.say(way, { rate: hurry ? Math.max(1, rate) : rate, volume })) return;
    }
  }

  #hasteOf(said: readonly (Piece | number)[]): number {
    const seconds = said.reduce<number>(
      (sum, each) => sum + (typeof each === 'number' ? each / 1000 : (this.#bank.get(each)?.duration ?? 0)),
      0,
    );
    const sets = ['own', 'built-in'] as const;
    const signal = sets.flatMap((set) => this.#bank.get({ set, fragment: chime })?.duration ?? []);
    return hasteOf(seconds, this.#parts.speech.rate, Math.max(0, ...signal));
  }

  /** Neighbours run into each other a little, as words of one breath do. */
  #play(said: readonly (Piece | number)[], haste: number): Promise<void> {
    let at = this.#context.currentTime + 0.03;
    for (const [index, each] of said.entries()) {
      if (typeof each === 'number') {
        at += each / 1000 / haste;
        continue;
      }
      const buffer = this.#bank.get(each, haste);
      if (buffer === null) continue;
      const joins = typeof said[index - 1] === 'object';
      if (joins) at -= Math.min(overlap, buffer.duration / 4);
      const source = this.#context.createBufferSource();
      const fade = this.#context.createGain();
      source.buffer = buffer;
      source.connect(fade).connect(this.#volume);
      if (joins) {
        fade.gain.setValueAtTime(0, at);
        fade.gain.linearRampToValueAtTime(1, at + overlap);
      }
      const end = at + buffer.duration;
      if (typeof said[index + 1] === 'object') {
        fade.gain.setValueAtTime(1, Math.max(at + overlap, end - overlap));
        fade.gain.linearRampToValueAtTime(0, end);
      }
      source.start(at);
      at = end;
    }
    return pause(at - this.#context.currentTime);
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
