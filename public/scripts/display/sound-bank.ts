import type { SoundAddresses } from '../../../server/domain/queue/screens/display-settings.ts';
import { chime } from '../../../server/domain/queue/screens/fragments.ts';
import type { FragmentSet, Piece } from '../../../server/domain/queue/screens/voice-order.ts';
import { stretched } from './time-stretch.ts';

const sets: readonly FragmentSet[] = ['own', 'built-in'];

/** The recorded fragments, loaded once. One that cannot be loaded is tried again when it is needed. */
export class SoundBank {
  readonly #addresses: SoundAddresses;
  /** as they are in their files, by address */
  readonly #files = new Map<string, AudioBuffer>();
  /** at another speed, by that and the address */
  readonly #stretched = new Map<string, AudioBuffer>();
  readonly #context: AudioContext;
  readonly #rate: number;

  constructor(context: AudioContext, addresses: SoundAddresses, rate: number) {
    this.#context = context;
    this.#rate = rate;
    this.#addresses = addresses;
  }

  loadAll(): Promise<void> {
    return this.load(sets.flatMap((set) => Object.keys(this.#addresses[set])));
  }

  /** Of each set what it has of these. */
  async load(fragments: readonly string[]): Promise<void> {
    const pieces = [...new Set(fragments)].flatMap((fragment) => sets.map((set) => ({ set, fragment })));
    await Promise.all(pieces.map((piece) => this.#loadOne(piece)));
  }

  /** At the rate of the hall, or so many times faster. */
  get({ set, fragment }: Piece, haste = 1): AudioBuffer | null {
    const address = this.#addresses[set][fragment] ?? '';
    const file = this.#files.get(address);
    const rate = fragment === chime ? 1 : this.#rate * haste;
    if (file === undefined || rate === 1) return file ?? null;
    const key = `${rate} ${address}`;
    const made = this.#stretched.get(key) ?? this.#atRate(file, rate);
    this.#stretched.set(key, made);
    return made;
  }

  async #loadOne({ set, fragment }: Piece): Promise<void> {
    const address = this.#addresses[set][fragment];
    if (address === undefined || this.#files.has(address)) return;
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      this.#files.set(address, await this.#context.decodeAudioData(await answer.arrayBuffer()));
      // the usual speed is ready before somebody is called
      this.get({ set, fragment });
    } catch {
      // what is not there is said by another voice
    }
  }

  #atRate(buffer: AudioBuffer, rate: number): AudioBuffer {
    const samples = stretched(buffer.getChannelData(0), buffer.sampleRate, rate);
    const made = this.#context.createBuffer(1, Math.max(1, samples.length), buffer.sampleRate);
    made.getChannelData(0).set(samples);
    return made;
  }
}
