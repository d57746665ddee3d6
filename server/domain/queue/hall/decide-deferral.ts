import { accept, refuse } from '../../outcome.ts';
import { compareDue, isEarly, tiePlace } from './call-policy.ts';
import { wrongState } from './decide-corrections.ts';
import type { Decide } from './decision.ts';
import { ticketOf } from './decision.ts';
import type { Hall, HallContext } from './hall.ts';
import type { Ticket, TiePlace } from './ticket.ts';

/**
 * Lets the next few of its queue pass, as often as the site allows. It is due with the last of them, just behind, so that nobody
 * else is put back and whoever comes later overtakes only by being due earlier (H6).
 */
export const decideDefer: Decide<'defer'> = (hall, { ticket: id, places }, { site, now }) => {
  if (!Number.isInteger(places) || places < 1) return refuse('invalid_input', { field: 'places' });
  const found = ticketOf(hall, id);
  if (!found.ok) return found;
  const ticket = found.value;
  const { number, state, deferred } = ticket;
  if (state !== 'waiting') return wrongState(ticket);
  if (deferred >= site.hall.deferrals)
    return refuse('deferred_often', { number, times: site.hall.deferrals });
  const behind = behindOf(hall, ticket, { site, now });
  const passed = Math.min(places, behind.length);
  const last = behind[passed - 1];
  if (last === undefined) return refuse('nobody_behind', { number });
  return accept([
    {
      type: 'ticket_deferred',
      ticket: id,
      places: passed,
      due: last.due,
      place: placeBehind(hall, last),
    },
  ]);
};

/** Just behind one ticket, and before whichever stood there already: no two have the same place, also when they come back to it. */
function placeBehind(hall: Hall, last: Ticket): TiePlace {
  const { issuedAt, number } = tiePlace(last);
  const taken = [...hall.tickets.values()]
    .filter(({ due }) => due === last.due)
    .map(tiePlace)
    .filter((place) => place.issuedAt === issuedAt && place.number.startsWith(number))
    .map((place) => place.number.length);
  // a space comes before every other sign: the more of them, the nearer
  return { issuedAt, number: `${number}${' '.repeat(Math.max(...taken) - number.length)}~` };
}

/** Who waits in the same queue and is called after this ticket, the next first; nobody behind one that is early, which is last anyway. */
function behindOf(hall: Hall, ticket: Ticket, { site, now }: HallContext): readonly Ticket[] {
  if (ticket.state !== 'waiting' || isEarly(ticket, site.hall, now)) return [];
  return [...hall.tickets.values()]
    .filter(
      (other) =>
        other.state === 'waiting' &&
        other.queue === ticket.queue &&
        !isEarly(other, site.hall, now) &&
        compareDue(other, ticket) > 0,
    )
    .sort(compareDue);
}

const offered = [1, 2, 3, 5] as const;

/** How many this ticket may let pass, as a choice; empty: nobody, or not any more. */
export function deferralChoices(hall: Hall, ticket: Ticket, context: HallContext): readonly number[] {
  if (ticket.deferred >= context.site.hall.deferrals) return [];
  const behind = behindOf(hall, ticket, context).length;
  return offered.filter((places) => places <= behind);
}
