/** The time of the server, carried on by a clock that nobody can set: the machine's own may be wrong by an hour. */
export class ServerTime {
  #at: number;
  #since: number;

  constructor(at: number) {
    this.#at = at;
    this.#since = performance.now();
  }

  /** Epoch ms that the server has just said. */
  set(at: number): void {
    this.#at = at;
    this.#since = performance.now();
  }

  now(): number {
    return this.#at + performance.now() - this.#since;
  }
}
