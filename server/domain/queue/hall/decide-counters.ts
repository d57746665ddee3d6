import type { Outcome } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import { leaveOther } from './decide-clerks.ts';
import type { CounterNow, Decide } from './decision.ts';
import { counterNow, notOpen } from './decision.ts';
import type { Hall, HallContext } from './hall.ts';

/** A counter with nobody at it: nobody is left standing when it closes or pauses. */
function idleCounter(hall: Hall, code: string, context: HallContext): Outcome<CounterNow> {
  const found = counterNow(hall, code, context);
  if (!found.ok || found.value.now.ticket === null) return found;
  const number = hall.tickets.get(found.value.now.ticket)?.number ?? '';
  return refuse('counter_busy', { counter: code, number });
}

/** A clerk has one counter: opening another one leaves the first, on purpose. */
export const decideOpenCounter: Decide<'open_counter'> = (hall, command, context) => {
  const { counter, staff } = command;
  const found = counterNow(hall, counter, context);
  if (!found.ok) return found;
  if (found.value.now.state !== 'closed') return refuse('already_open', { counter });
  const leaving = leaveOther(hall, command, context);
  if (!leaving.ok) return leaving;
  return accept([...leaving.value, { type: 'counter_opened', counter, staff }]);
};

export const decideCloseCounter: Decide<'close_counter'> = (hall, { counter }, context) => {
  const found = idleCounter(hall, counter, context);
  if (!found.ok) return found;
  if (found.value.now.state === 'closed') return refuse('counter_closed', { counter });
  return accept([{ type: 'counter_closed', counter }]);
};

export const decidePauseCounter: Decide<'pause_counter'> = (hall, command, context) => {
  const found = idleCounter(hall, command.counter, context);
  if (!found.ok) return found;
  return (
    notOpen(found.value.now) ??
    accept([{ type: 'counter_paused', counter: command.counter, reason: command.reason.trim() }])
  );
};

export const decideResumeCounter: Decide<'resume_counter'> = (hall, { counter }, context) => {
  const found = counterNow(hall, counter, context);
  if (!found.ok) return found;
  const { state } = found.value.now;
  if (state === 'closed') return refuse('counter_closed', { counter });
  if (state === 'open') return refuse('already_open', { counter });
  return accept([{ type: 'counter_resumed', counter }]);
};

/** Asking twice changes nothing and is no failure: no event. */
export const decideAskHelp: Decide<'ask_help'> = (hall, { counter }, context) => {
  const found = counterNow(hall, counter, context);
  if (!found.ok) return found;
  if (found.value.now.state === 'closed') return refuse('counter_closed', { counter });
  return accept(found.value.now.helpSince === null ? [{ type: 'help_asked', counter }] : []);
};

export const decideEndHelp: Decide<'end_help'> = (hall, { counter }, context) => {
  const found = counterNow(hall, counter, context);
  if (!found.ok) return found;
  return accept(found.value.now.helpSince === null ? [] : [{ type: 'help_ended', counter }]);
};
