import type { SoundAddresses } from '../../../server/domain/queue/screens/display-settings.ts';
import { chime } from '../../../server/domain/queue/screens/fragments.ts';
import type { FragmentSet, Piece } from '../../../server/domain/queue/screens/voice-order.ts';
import { stretched } from './time-stretch.ts';

const sets: readonly FragmentSet[] = ['own', 'built-in'];

/** The recorded fragments, loaded once, at the rate of the hall. One that cannot be loaded is tried again when it is needed. */
export class SoundBank {
  readonly #addresses: SoundAddresses;
  /** by address */
  readonly #buffers = new Map<string, AudioBuffer>();
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

  get({ set, fragment }: Piece): AudioBuffer | null {
    return this.#buffers.get(this.#addresses[set][fragment] ?? '') ?? null;
  }

  async #loadOne({ set, fragment }: Piece): Promise<void> {
    const address = this.#addresses[set][fragment];
    if (address === undefined || this.#buffers.has(address)) return;
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      const decoded = await this.#context.decodeAudioData(await answer.arrayBuffer());
      const asItIs = fragment === chime || this.#rate === 1;
      this.#buffers.set(address, asItIs ? decoded : this.#atRate(decoded));
    } catch {
      // what is not there is said by another voice
    }
  }

  #atRate(buffer: AudioBuffer): AudioBuffer {
    const samples = stretched(buffer.getChannelData(0), buffer.sampleRate, this.#rate);
    const made = this.#context.createBuffer(1, Math.max(1, samples.length), buffer.sampleRate);
    made.getChannelData(0).set(samples);
    return made;
  }
}
