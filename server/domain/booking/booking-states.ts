import type { BookingState } from './booking.ts';

/** The only transitions of a booking; a state without any is final. */
const transitions: Readonly<Record<BookingState, readonly BookingState[]>> = {
  // completed at once: served by a ticket that nobody had joined to it
  confirmed: ['arrived', 'completed', 'missed', 'not_held', 'cancelled'],
  arrived: ['completed', 'not_served'],
  completed: [],
  not_served: [],
  missed: [],
  not_held: [],
  excused: [],
  cancelled: [],
};

export function canBecome(from: BookingState, to: BookingState): boolean {
  return transitions[from].includes(to);
}

/** The visit is still to come or under way: it counts as the one active booking of its day. */
export function isActive(state: BookingState): boolean {
  return transitions[state].length > 0;
}

const nobodyCame: ReadonlySet<BookingState> = new Set(['cancelled', 'missed', 'not_held', 'excused']);

/** The visit is over without anybody having been there. */
export function cameToNothing(state: BookingState): boolean {
  return nobodyCame.has(state);
}
