import { elapsed } from '../clock.ts';

/** What is measured besides requests; each has one histogram. */
export type TimingName = 'booking_commit' | 'hall_commit' | 'call_to_screen' | 'delivery' | 'job';

type Heard = (name: TimingName, milliseconds: number, labels: Readonly<Record<string, string>>) => void;

/** Where durations are told by whoever measures, and heard by whoever counts. Labels never say who or which. */
export class Timings {
  #heard: Heard = () => {};

  tell(name: TimingName, milliseconds: number, labels: Readonly<Record<string, string>> = {}): void {
    this.#heard(name, milliseconds, labels);
  }

  hear(heard: Heard): void {
    this.#heard = heard;
  }
}

/** Tells how long something took, whether it went well or not. */
export async function timed<T>(timings: Timings, name: TimingName, run: () => Promise<T>): Promise<T> {
  const began = elapsed();
  try {
    return await run();
  } finally {
    timings.tell(name, elapsed() - began);
  }
}
