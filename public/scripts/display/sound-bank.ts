import { chime } from '../../../server/domain/queue/screens/announcement.ts';
import { stretched } from './time-stretch.ts';

/** The recorded fragments, loaded once, at the rate of the hall. One that cannot be loaded is tried again when it is needed. */
export class SoundBank {
  readonly #addresses: Readonly<Record<string, string>>;
  readonly #buffers = new Map<string, AudioBuffer>();
  readonly #context: AudioContext;
  readonly #rate: number;

  constructor(context: AudioContext, addresses: Readonly<Record<string, string>>, rate: number) {
    this.#context = context;
    this.#rate = rate;
    this.#addresses = addresses;
  }

  async load(names: Iterable<string>): Promise<void> {
    await Promise.all([...new Set(names)].map((name) => this.#loadOne(name)));
  }

  get(name: string): AudioBuffer | null {
    return this.#buffers.get(name) ?? null;
  }

  async #loadOne(name: string): Promise<void> {
    const address = this.#addresses[name];
    if (address === undefined || this.#buffers.has(name)) return;
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      const decoded = await this.#context.decodeAudioData(await answer.arrayBuffer());
      this.#buffers.set(name, name === chime || this.#rate === 1 ? decoded : this.#atRate(decoded));
    } catch {
      // an announcement with a gap is better than none
    }
  }

  #atRate(buffer: AudioBuffer): AudioBuffer {
    const samples = stretched(buffer.getChannelData(0), buffer.sampleRate, this.#rate);
    const made = this.#context.createBuffer(1, Math.max(1, samples.length), buffer.sampleRate);
    made.getChannelData(0).set(samples);
    return made;
  }
}
