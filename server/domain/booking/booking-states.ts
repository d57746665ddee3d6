import type { BookingState } from './booking.ts';

/** The only transitions of a booking; a state without any is final. */
const transitions: Readonly<Record<BookingState, readonly BookingState[]>> = {
  confirmed: ['arrived', 'missed', 'cancelled'],
  arrived: ['completed', 'not_served'],
  completed: [],
  not_served: [],
  missed: [],
  cancelled: [],
};

export function canBecome(from: BookingState, to: BookingState): boolean {
  return transitions[from].includes(to);
}

/** The visit is still to come or under way: it counts as the one active booking of its day. */
export function isActive(state: BookingState): boolean {
  return transitions[state].length > 0;
}
