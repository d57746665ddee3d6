/** The only reader of real time. Everything else is handed a clock, or `now`. */
export interface Clock {
  /** epoch milliseconds */
  now(): number;
}

export const realClock: Clock = { now: () => Date.now() };

/** A clock that starts at `start` and runs on as the real one does: for demonstrations and tests by hand. */
export function clockFrom(start: number): Clock {
  const offset = start - Date.now();
  return { now: () => Date.now() + offset };
}

/** Milliseconds of a clock that never goes back, for measuring durations; no date can be made of it. */
export function elapsed(): number {
  return performance.now();
}
