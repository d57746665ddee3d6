import { accept, refuse } from '../../outcome.ts';
import { compareDue, isEarly, tiePlace } from './call-policy.ts';
import { wrongState } from './decide-corrections.ts';
import type { Decide } from './decision.ts';
import { ticketOf } from './decision.ts';

/**
 * Lets the next few of its queue pass, as often as the site allows. It is due with the last of them, just behind, so that nobody
 * else is put back and whoever comes later overtakes only by being due earlier (H6).
 */
export const decideDefer: Decide<'defer'> = (hall, { ticket: id, places }, { site, now }) => {
  if (!Number.isInteger(places) || places < 1) return refuse('invalid_input', { field: 'places' });
  const found = ticketOf(hall, id);
  if (!found.ok) return found;
  const ticket = found.value;
  const { number, state, queue, deferred } = ticket;
  if (state !== 'waiting') return wrongState(ticket);
  if (deferred >= site.hall.deferrals)
    return refuse('deferred_often', { number, times: site.hall.deferrals });
  // whoever is early is behind the others anyway
  if (isEarly(ticket, site.hall, now)) return refuse('nobody_behind', { number });
  const behind = [...hall.tickets.values()]
    .filter(
      (other) =>
        other.state === 'waiting' &&
        other.queue === queue &&
        !isEarly(other, site.hall, now) &&
        compareDue(other, ticket) > 0,
    )
    .sort(compareDue);
  const last = behind[Math.min(places, behind.length) - 1];
  if (last === undefined) return refuse('nobody_behind', { number });
  return accept([
    {
      type: 'ticket_deferred',
      ticket: id,
      places: Math.min(places, behind.length),
      due: last.due,
      after: tiePlace(last),
    },
  ]);
};
