import type { Outcome } from '../../outcome.ts';
import { accept, refuse } from '../../outcome.ts';
import { decideCheckIn, decideIssue } from './decide-arrivals.ts';
import { decideCallNext, decideCallTicket, decideRecall } from './decide-calls.ts';
import { decideTakeOver } from './decide-clerks.ts';
import { decideChangeTicket, decideJoinBooking, decideVoidTicket } from './decide-corrections.ts';
import {
  decideAskHelp,
  decideCloseCounter,
  decideEndHelp,
  decideOpenCounter,
  decidePauseCounter,
  decideResumeCounter,
} from './decide-counters.ts';
import {
  decideCloseDay,
  decideLiftLastCall,
  decidePauseHall,
  decideReopenDay,
  decideResumeHall,
} from './decide-day.ts';
import { decideDefer } from './decide-deferral.ts';
import { decideNext } from './decide-next.ts';
import { decideCorrect } from './decide-outcome.ts';
import { decideFinish, decideMissed, decidePark, decideStart, decideTransfer } from './decide-service.ts';
import { decideLeave, decideOpenOnPhone, decideResumeTicket, decideReturn } from './decide-tickets.ts';
import { decideUndo } from './decide-undo.ts';
import type { Decide } from './decision.ts';
import { stamped } from './decision.ts';
import type { Hall, HallCommand, HallContext, HallEvent } from './hall.ts';

const deciders: { readonly [T in HallCommand['type']]: Decide<T> } = {
  issue: decideIssue,
  check_in: decideCheckIn,
  open_counter: decideOpenCounter,
  take_over: decideTakeOver,
  close_counter: decideCloseCounter,
  pause_counter: decidePauseCounter,
  resume_counter: decideResumeCounter,
  call_next: decideCallNext,
  next: decideNext,
  call_ticket: decideCallTicket,
  recall: decideRecall,
  start: decideStart,
  finish: decideFinish,
  missed: decideMissed,
  park: decidePark,
  resume_ticket: decideResumeTicket,
  return: decideReturn,
  transfer: decideTransfer,
  leave: decideLeave,
  change_ticket: decideChangeTicket,
  void_ticket: decideVoidTicket,
  defer: decideDefer,
  open_on_phone: decideOpenOnPhone,
  join_booking: decideJoinBooking,
  correct: decideCorrect,
  undo: decideUndo,
  ask_help: decideAskHelp,
  end_help: decideEndHelp,
  pause_hall: decidePauseHall,
  resume_hall: decideResumeHall,
  lift_last_call: decideLiftLastCall,
  close_day: decideCloseDay,
  reopen_day: decideReopenDay,
};

/**
 * What a command does to the hall's day, as events with versions that follow the hall's without a gap (H4), or the refusal.
 * No event at all: it was so already. Once the day is closed everything is refused with `day_closed`, except what
 * puts right what became of a visit, and opening the day again.
 */
export function decideHall(
  hall: Hall,
  command: HallCommand,
  context: HallContext,
): Outcome<readonly HallEvent[]> {
  const over = hall.state === 'closed' && command.type !== 'correct' && command.type !== 'reopen_day';
  if (over) return refuse('day_closed');
  // the table above pairs each type of command with its own decider
  const decide = deciders[command.type] as Decide<HallCommand['type']>;
  const decided = decide(hall, command, context);
  return decided.ok ? accept(stamped(decided.value, hall, context)) : decided;
}
