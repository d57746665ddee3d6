import type { CounterState, Hall } from './hall.ts';

/** A program with a key works counters in the name of the branch, several at once: it is nobody's own counter. */
const programs = 'key:';

/** Whether `staff` of a counter is a person, not a program. */
export function isClerk(staff: string | null): staff is string {
  return staff !== null && !staff.startsWith(programs);
}

/** The staff id of whoever works a counter; null: it is closed, or open without a person. */
export function clerkAt(state: CounterState | undefined): string | null {
  return state !== undefined && state.state !== 'closed' && isClerk(state.staff) ? state.staff : null;
}

/** The counter that a member of staff works in this hall; null: none. */
export function counterOf(hall: Hall, staff: string): CounterState | null {
  for (const state of hall.counters.values()) if (clerkAt(state) === staff) return state;
  return null;
}

/** A counter whose clerk is gone: signed out, timed out or shut out. */
export interface UnattendedCounter {
  readonly counter: string;
  /** staff id of who left */
  readonly staff: string;
  /** who was left there, called or being served; null: nobody */
  readonly ticket: string | null;
  /** epoch ms, of the counter's last change */
  readonly since: number;
}

/** Counters that are open or paused while nobody who opened them is signed in. `present`: staff ids with a session that goes on. */
export function unattendedCounters(hall: Hall, present: ReadonlySet<string>): readonly UnattendedCounter[] {
  return [...hall.counters.values()].flatMap((state) => {
    const staff = clerkAt(state);
    if (staff === null || present.has(staff)) return [];
    return [{ counter: state.counter, staff, ticket: state.ticket, since: state.since }];
  });
}
