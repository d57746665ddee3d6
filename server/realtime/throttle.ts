import type { Timing } from './timing.ts';

const pause = 250;

/** The same, done four times a second at most, however often it is asked for; the last asking is not lost. */
export function throttle(run: () => void, timing: Timing): () => void {
  let planned = false;
  let ranAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (planned) return;
    const wait = ranAt + pause - timing.elapsed();
    const go = () => {
      planned = false;
      ranAt = timing.elapsed();
      run();
    };
    if (wait <= 0) return go();
    planned = true;
    timing.later(wait, go);
  };
}
