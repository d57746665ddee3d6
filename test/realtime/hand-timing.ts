import type { Timing } from '../../server/realtime/timing.ts';

/** A clock and its alarms, turned by hand. Milliseconds. */
export class HandTiming implements Timing {
  now = 0;
  readonly #alarms = new Set<{ at: number; run: () => void }>();

  elapsed(): number {
    return this.now;
  }

  later(milliseconds: number, run: () => void): () => void {
    const alarm = { at: this.now + milliseconds, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  async advance(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    for (;;) {
      const due = [...this.#alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#alarms.delete(due);
      this.now = due.at;
      due.run();
      await settled();
    }
    this.now = Math.max(this.now, until);
    await settled();
  }
}

/** Lets whatever was just begun go as far as it can without the world outside. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
