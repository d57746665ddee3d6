import type { System } from '../../../actions/system.ts';
import type { Hall, HallEvent } from '../../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import { type DayBlock, dayBlocks } from '../../../store/booking/day-query.ts';
import { lastEvent, loadHall } from '../../../store/queue/hall-query.ts';
import type { ListRequest } from '../list/declared-list.ts';
import { type DayPlace, dayPlaceOf } from './day-place.ts';

/** A site's day with what was booked and what has happened. */
export interface DayFacts extends DayPlace {
  readonly blocks: readonly DayBlock[];
  readonly hall: Hall;
  /** the event that ended the day; null: it goes on */
  readonly ended: HallEvent | null;
}

export async function dayFacts({
  system,
  request,
}: Pick<ListRequest<System>, 'system' | 'request'>): Promise<DayFacts | 403 | 404> {
  const place = await dayPlaceOf(system, request);
  if (typeof place === 'number') return place;
  const { reader } = system.database;
  const blocks = await dayBlocks(reader, place.site.code, place.date);
  const hall = await loadHall(reader, place.site.code, place.date);
  return { ...place, blocks, hall, ended: hall.state === 'closed' ? await lastEvent(reader, hall) : null };
}

/** Booking (id) → number of its ticket. */
export function numbersOf(tickets: Iterable<Ticket>): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const { booking, number } of tickets) if (booking !== null) numbers.set(booking, number);
  return numbers;
}
