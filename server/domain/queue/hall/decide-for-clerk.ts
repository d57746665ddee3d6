import type { Outcome } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import { decideHall } from './decide-hall.ts';
import { evolveAll } from './evolve-hall.ts';
import type { Hall, HallCommand, HallContext, HallEvent } from './hall.ts';

/** A member of staff at the console of a counter. */
export interface ClerkAt {
  readonly staff: string;
  readonly counter: string;
}

/** These say themselves whose counter it is to be. */
const arrivals: ReadonlySet<HallCommand['type']> = new Set(['open_counter', 'take_over']);

/**
 * What a command from the console of a counter does: only its own clerk works it (counter_held). One that is open without a clerk is from
 * now on that of whoever does something there.
 */
export function decideForClerk(
  hall: Hall,
  command: HallCommand,
  context: HallContext,
  clerk: ClerkAt,
): Outcome<readonly HallEvent[]> {
  const { counter, staff } = clerk;
  const state = hall.counters.get(counter);
  const own = state === undefined || state.state === 'closed' || state.staff === staff;
  if (own || arrivals.has(command.type)) return decideHall(hall, command, context);
  if (state.staff !== null) return refuse('counter_held', { counter });
  // what somebody has done before is taken back without staying there
  if (command.type === 'undo') return decideHall(hall, command, context);
  const taken = decideHall(hall, { type: 'take_over', counter, staff, from: null }, context);
  if (!taken.ok) return taken;
  const decided = decideHall(evolveAll(hall, taken.value), command, context);
  return decided.ok ? accept([...taken.value, ...decided.value]) : decided;
}
