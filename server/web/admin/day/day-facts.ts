import type { System } from '../../../actions/system.ts';
import type { Hall } from '../../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import { type DayBlock, dayBlocks } from '../../../store/booking/day-query.ts';
import { loadHall } from '../../../store/queue/hall-query.ts';
import type { ListRequest } from '../list/declared-list.ts';
import { type DayPlace, dayPlaceOf } from './day-place.ts';

/** A site's day with what was booked and what has happened. */
export interface DayFacts extends DayPlace {
  readonly blocks: readonly DayBlock[];
  readonly hall: Hall;
}

export async function dayFacts({
  system,
  request,
}: Pick<ListRequest<System>, 'system' | 'request'>): Promise<DayFacts | 403 | 404> {
  const place = await dayPlaceOf(system, request);
  if (typeof place === 'number') return place;
  const { reader } = system.database;
  const blocks = await dayBlocks(reader, place.site.code, place.date);
  return { ...place, blocks, hall: await loadHall(reader, place.site.code, place.date) };
}

/** Booking (id) → number of its ticket. */
export function numbersOf(tickets: Iterable<Ticket>): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const { booking, number } of tickets) if (booking !== null) numbers.set(booking, number);
  return numbers;
}
