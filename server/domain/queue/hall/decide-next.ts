import { accept } from '../../outcome.ts';
import { decideCallNext } from './decide-calls.ts';
import { decideFinish, decideMissed } from './decide-service.ts';
import type { CommandOf, Decide, Decision } from './decision.ts';
import { counterNow, stamped } from './decision.ts';
import { evolveAll } from './evolve-hall.ts';
import type { Hall, HallContext } from './hall.ts';

/** Ends the visit at the counter, if there is one, and calls the next ticket. With nobody to call the end stands alone. */
export const decideNext: Decide<'next'> = (hall, command, context) => {
  const found = counterNow(hall, command.counter, context);
  if (!found.ok) return found;
  const call = { type: 'call_next', counter: command.counter } as const;
  if (found.value.now.ticket === null) return decideCallNext(hall, call, context);
  const ended = end(hall, command, context);
  if (!ended.ok) return ended;
  const called = decideCallNext(evolveAll(hall, stamped(ended.value, hall, context)), call, context);
  return accept(called.ok ? [...ended.value, ...called.value] : ended.value);
};

function end(
  hall: Hall,
  { counter, outcome, onlyStarted }: CommandOf<'next'>,
  context: HallContext,
): Decision {
  if (outcome === 'did_not_come') return decideMissed(hall, { type: 'missed', counter }, context);
  const finish = { type: 'finish', counter, outcome } as const;
  return decideFinish(hall, onlyStarted === true ? { ...finish, onlyStarted } : finish, context);
}
