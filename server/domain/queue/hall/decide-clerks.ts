import type { Outcome } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import { counterOf, isClerk } from './counter-clerk.ts';
import type { Decide, EventBody } from './decision.ts';
import { counterNow } from './decision.ts';
import type { Hall, HallContext } from './hall.ts';

interface Arriving {
  readonly counter: string;
  readonly staff: string | null;
  /** the counter that the clerk agreed to leave */
  readonly leave?: string | undefined;
}

/**
 * What happens to the counter that somebody works already when they come to another one: it closes, when they said so and nobody is at it.
 * Refused with has_other_counter, counter_busy.
 */
export function leaveOther(
  hall: Hall,
  { counter, staff, leave }: Arriving,
  { site }: HallContext,
): Outcome<readonly EventBody[]> {
  const other = isClerk(staff) ? counterOf(hall, staff) : null;
  if (other === null || other.counter === counter) return accept([]);
  const label = site.counters.find(({ code }) => code === other.counter)?.label ?? other.counter;
  if (leave !== other.counter) return refuse('has_other_counter', { counter: other.counter, label });
  if (other.ticket !== null) {
    const number = hall.tickets.get(other.ticket)?.number ?? '';
    return refuse('counter_busy', { counter: other.counter, number });
  }
  return accept([{ type: 'counter_closed', counter: other.counter }]);
}

/** From whoever was seen there: when it is somebody else by now, whoever asked must see that first (counter_held). */
export const decideTakeOver: Decide<'take_over'> = (hall, command, context) => {
  const { counter, staff, from } = command;
  const found = counterNow(hall, counter, context);
  if (!found.ok) return found;
  const { now } = found.value;
  if (now.state === 'closed') return refuse('counter_closed', { counter });
  if (now.staff === staff) return accept([]);
  if (now.staff !== from) return refuse('counter_held', { counter });
  const leaving = leaveOther(hall, command, context);
  if (!leaving.ok) return leaving;
  return accept([...leaving.value, { type: 'counter_taken_over', counter, staff, from }]);
};
