import { elapsed } from '../clock.ts';

/** What is measured besides requests; each has one histogram. */
export type TimingName = 'booking_commit' | 'hall_commit' | 'call_to_screen' | 'delivery' | 'job';

/** What strangers could fill; each has a limit and an answer, and is counted when somebody goes beyond. */
export const caps = [
  'pairing',
  'sockets',
  'idempotency_keys',
  'holds',
  'drafts',
  'refused_sign_ins',
  'looks_at_bookings',
  'contact_codes',
] as const;
export type Cap = (typeof caps)[number];

type Heard = (name: TimingName, milliseconds: number, labels: Readonly<Record<string, string>>) => void;

/** Where durations, and what is beyond a cap, are told by whoever sees them, and heard by whoever counts. Labels never say who or which. */
export class Timings {
  #heard: Heard = () => {};
  #beyond: (cap: Cap) => void = () => {};

  tell(name: TimingName, milliseconds: number, labels: Readonly<Record<string, string>> = {}): void {
    this.#heard(name, milliseconds, labels);
  }

  hear(heard: Heard): void {
    this.#heard = heard;
  }

  /** Somebody asked for more than the cap allows. */
  tellBeyond(cap: Cap): void {
    this.#beyond(cap);
  }

  hearBeyond(beyond: (cap: Cap) => void): void {
    this.#beyond = beyond;
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
