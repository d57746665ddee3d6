/** The recorded fragments, loaded once. One that cannot be loaded is tried again when it is needed. */
export class SoundBank {
  readonly #addresses: Readonly<Record<string, string>>;
  readonly #buffers = new Map<string, AudioBuffer>();
  readonly #context: AudioContext;

  constructor(context: AudioContext, addresses: Readonly<Record<string, string>>) {
    this.#context = context;
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
      this.#buffers.set(name, await this.#context.decodeAudioData(await answer.arrayBuffer()));
    } catch {
      // an announcement with a gap is better than none
    }
  }
}
