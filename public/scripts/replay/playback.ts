/** A clock of a day that can be run, stopped and set: it knows nothing of the page. Minutes count from the beginning of the day. */
export class Playback {
  /** seconds of the day by seconds of the reader */
  speed = 60;
  readonly #last: number;
  readonly #changed: (how: 'running' | 'set' | 'stopped') => void;
  /** whoever does not want things to move sees steps */
  readonly #stepMs: number;
  #minute: number;
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #before = 0;

  constructor(
    { start, last, still }: { readonly start: number; readonly last: number; readonly still: boolean },
    changed: (how: 'running' | 'set' | 'stopped') => void,
  ) {
    this.#minute = start;
    this.#last = last;
    this.#stepMs = still ? 1000 : 100;
    this.#changed = changed;
  }

  get minute(): number {
    return this.#minute;
  }

  get running(): boolean {
    return this.#running;
  }

  set(minute: number): void {
    this.#minute = Math.min(this.#last, Math.max(0, minute));
    this.#changed('set');
  }

  toggle(): void {
    if (this.#running) this.stop();
    else this.#run();
  }

  #run(): void {
    if (this.#minute >= this.#last) this.#minute = 0;
    this.#running = true;
    this.#before = performance.now();
    this.#changed('running');
    this.#later();
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    clearTimeout(this.#timer);
    this.#changed('stopped');
  }

  #later(): void {
    this.#timer = setTimeout(() => {
      const now = performance.now();
      this.#minute = Math.min(this.#last, this.#minute + (this.speed * (now - this.#before)) / 60_000);
      this.#before = now;
      if (this.#minute >= this.#last) this.stop();
      else {
        this.#changed('running');
        this.#later();
      }
    }, this.#stepMs);
  }
}
