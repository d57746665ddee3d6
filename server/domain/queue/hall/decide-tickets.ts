import { minute } from '../../calendar/durations.ts';
import { accept, refuse } from '../../outcome.ts';
import type { Decide } from './decision.ts';
import { mayMove, ticketOf } from './decision.ts';
import { isFinal } from './transitions.ts';

export const decideResumeTicket: Decide<'resume_ticket'> = (hall, command) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  return (
    mayMove(found.value, 'ticket_resumed') ??
    accept([{ type: 'ticket_resumed', ticket: command.ticket, ...askedBy(command) }])
  );
};

/** A missed ticket comes back once, within the time of the policy, and keeps its due time. */
export const decideReturn: Decide<'return'> = (hall, command, { site, now }) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  const { number, returned, missedAt } = found.value;
  const wrong = mayMove(found.value, 'ticket_returned');
  if (wrong !== null) return wrong;
  if (returned) return refuse('returned_already', { number });
  const minutes = site.hall.returnWithin;
  if (missedAt !== null && now > missedAt + minutes * minute) {
    return refuse('return_expired', { number, minutes });
  }
  return accept([{ type: 'ticket_returned', ticket: command.ticket, ...askedBy(command) }]);
};

function askedBy({ by }: { readonly by?: string }): { readonly by?: string } {
  return by === undefined ? {} : { by };
}

/** Once is enough; a ticket that is over has nothing more to be told. */
export const decideOpenOnPhone: Decide<'open_on_phone'> = (hall, { ticket: id }) => {
  const found = ticketOf(hall, id);
  if (!found.ok) return found;
  const { onPhone, state } = found.value;
  return accept(onPhone || isFinal(state) ? [] : [{ type: 'ticket_opened', ticket: id }]);
};

export const decideLeave: Decide<'leave'> = (hall, command) => {
  const found = ticketOf(hall, command.ticket);
  if (!found.ok) return found;
  return mayMove(found.value, 'ticket_left') ?? accept([{ type: 'ticket_left', ticket: command.ticket }]);
};
