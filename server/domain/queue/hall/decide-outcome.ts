import { accept, refuse } from '../../outcome.ts';
import { otherOf, wrongState } from './decide-corrections.ts';
import type { CommandOf, Decide } from './decision.ts';
import { ticketOf } from './decision.ts';
import type { Hall } from './hall.ts';
import type { Ticket } from './ticket.ts';

/** What became of a visit, said afterwards by somebody who may. What is so already changes nothing: no event. */
export const decideCorrect: Decide<'correct'> = (hall, command, { now }) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  const ticket = found.value;
  const { id, state, booking } = ticket;
  if (state !== 'done' && state !== 'missed' && state !== 'void' && state !== 'left')
    return wrongState(ticket);
  if (command.to === 'waiting' && hall.state === 'closed') return refuse('day_closed');
  if (booking !== null && command.to !== 'void') {
    const other = otherOf(hall, { ticket: id, booking });
    if (other !== null) return refuse('already_checked_in', { number: other.number });
  }
  const corrected = correctedTo(ticket, command, hall, now);
  const same = state === corrected.state && ticket.outcome === corrected.outcome;
  if (same && (ticket.missedAt === null) === (corrected.missedAt === null)) return accept([]);
  return accept([{ type: 'ticket_corrected', ticket: id, ...corrected }]);
};

type Ending = Pick<Ticket, 'state' | 'outcome' | 'startedAt' | 'missedAt' | 'endedAt'>;

/** What the end of a day has made void ended when they were last at a counter, as far as that is known, and not when that was tidied up. */
function endOf({ state, missedAt, startedAt, calledAt, endedAt }: Ticket): number | null {
  return state === 'void' ? (missedAt ?? startedAt ?? calledAt ?? endedAt) : (endedAt ?? missedAt);
}

/** When the visit began is known only of one that was served to the end. */
function correctedTo(ticket: Ticket, { to, outcome }: CommandOf<'correct'>, hall: Hall, now: number): Ending {
  const wasDone = ticket.state === 'done';
  const over = endOf(ticket) ?? now;
  const open = { outcome: null, startedAt: null, missedAt: null, endedAt: null } as const;
  switch (to) {
    case 'done':
      return { ...open, state: 'done', outcome, startedAt: wasDone ? ticket.startedAt : null, endedAt: over };
    case 'missed': {
      const missedAt = ticket.missedAt ?? over;
      // at the end of a day whoever was missed is void, and the miss is still known
      return hall.state === 'closed'
        ? { ...open, state: 'void', missedAt, endedAt: over }
        : { ...open, state: 'missed', missedAt };
    }
    case 'void':
      // how a day's end has left it stays known
      return {
        ...open,
        state: 'void',
        endedAt: over,
        outcome: ticket.state === 'void' ? ticket.outcome : null,
      };
    case 'waiting':
      return { ...open, state: 'waiting' };
  }
}
