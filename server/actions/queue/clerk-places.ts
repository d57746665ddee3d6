import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { type Refusal, refuse } from '../../domain/outcome.ts';
import { isClerk } from '../../domain/queue/hall/counter-clerk.ts';
import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import { type ClerkPlace, clerkPlaces } from '../../store/queue/counter-clerk-query.ts';
import type { HallOrder } from './hall-order.ts';

/** Where the clerks of a batch work, at other sites too: a hall knows its own counters only. */
export type ClerkPlaces = Map<string, ClerkPlace>;

const key = ({ day }: Pick<Hall, 'day'>, staff: string): string => `${day}|${staff}`;

export async function loadClerkPlaces(
  transaction: Knex.Transaction,
  orders: readonly HallOrder[],
): Promise<ClerkPlaces> {
  const named = orders.flatMap(({ request, clerk }) => [
    ...('staff' in request && isClerk(request.staff) ? [request.staff] : []),
    ...(clerk === null ? [] : [clerk.staff]),
  ]);
  const places = await clerkPlaces(transaction, [...new Set(named)]);
  return new Map(places.map((place) => [key(place, place.staff), place]));
}

/** What would give a clerk of another site a second counter, is refused with has_other_counter. */
export function elsewhere(
  places: ClerkPlaces,
  hall: Hall,
  events: readonly HallEvent[],
  catalogue: Catalogue,
): Refusal | null {
  for (const event of events) {
    const staff = comes(event);
    const place = staff === null ? undefined : places.get(key(hall, staff));
    if (place === undefined || place.site === hall.site) continue;
    const { counter, site } = place;
    const label = catalogue.sites.get(site)?.counters.find(({ code }) => code === counter)?.label ?? counter;
    return refuse('has_other_counter', { counter, label });
  }
  return null;
}

/** The next command of the batch sees where everybody is now. */
export function follow(places: ClerkPlaces, { site, day }: Hall, events: readonly HallEvent[]): void {
  for (const event of events) {
    const staff = comes(event);
    const leaves = event.type === 'counter_closed' || event.type === 'counter_taken_over';
    for (const [at, place] of places)
      if (leaves && place.site === site && place.day === day && place.counter === event.counter)
        places.delete(at);
    if (staff !== null && 'counter' in event)
      places.set(key({ day }, staff), { day, staff, site, counter: event.counter });
  }
}

function comes(event: HallEvent): string | null {
  const opens = event.type === 'counter_opened' || event.type === 'counter_taken_over';
  return opens && isClerk(event.staff) ? event.staff : null;
}
