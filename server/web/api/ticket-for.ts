import type { TicketPlace } from '../../actions/queue/put-right.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { boardMaker } from '../../realtime/current-board.ts';
import { loadHall } from '../../store/queue/hall-query.ts';
import { placeOfTicket } from '../../store/queue/ticket-query.ts';
import type { RawAsk } from './api-call.ts';
import { mayActAt } from './caller.ts';

/** A ticket of today by its id, among the sites of the key: ids of elsewhere are as good as unknown. Refuses with unknown_ticket. */
export async function ticketFor(
  { system, catalogue, caller }: Pick<RawAsk, 'system' | 'catalogue' | 'caller'>,
  id: string,
): Promise<Outcome<{ readonly site: Site; readonly place: TicketPlace }>> {
  for (const site of catalogue.sites.values()) {
    if (site.queues.length === 0 || !mayActAt(caller, site.code)) continue;
    const hall = await boardMaker(system).hallOf(site);
    const ticket = hall.tickets.get(id);
    if (ticket !== undefined) return accept({ site, place: { site: site.code, day: hall.day, ticket } });
  }
  return refuse('unknown_ticket');
}

/** The same of any day. Refuses with unknown_ticket. */
export async function ticketOfAnyDay(
  { system, catalogue, caller }: Pick<RawAsk, 'system' | 'catalogue' | 'caller'>,
  id: string,
): ReturnType<typeof ticketFor> {
  const { reader } = system.database;
  const found = await placeOfTicket(reader, id);
  const site = found === null ? undefined : catalogue.sites.get(found.site);
  if (found === null || site === undefined || !mayActAt(caller, site.code)) return refuse('unknown_ticket');
  const ticket = (await loadHall(reader, site.code, found.day)).tickets.get(id);
  if (ticket === undefined) return refuse('unknown_ticket');
  return accept({ site, place: { site: site.code, day: found.day, ticket } });
}
