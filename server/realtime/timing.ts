import { elapsed } from '../clock.ts';

/** Durations for pacing: a clock that never goes back, and a way to do something later. Milliseconds. */
export interface Timing {
  elapsed(): number;
  /** answers how to call it off */
  later(milliseconds: number, run: () => void): () => void;
}

export const realTiming: Timing = {
  elapsed,
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
