import type { Knex } from 'knex';
import { localDate } from '../../domain/calendar/local-time.ts';
import { differingSites } from '../../domain/catalogue/differing-sites.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { futureBookings } from '../../store/booking/future-bookings-query.ts';
import { loadHall } from '../../store/queue/hall-query.ts';
import { type FieldProblem, problem } from './catalogue-edit.ts';
import { strangersInRoster } from './strangers-in-roster.ts';

/**
 * What must not be taken away now: a site, its time or a queue with bookings to come, a queue in which people wait, a counter that is open.
 * Nor does anybody stand in the roster of a site who does not work there. `now` in epoch ms.
 */
export async function blockersOfEdit(
  connection: Knex,
  before: CatalogueRecords,
  after: CatalogueRecords,
  now: number,
): Promise<readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  for (const { before: site, after: next } of differingSites(before.sites, after.sites)) {
    if (next !== null) problems.push(...(await strangersInRoster(connection, site, next)));
    if (site === null) continue;
    const closing = site.active && next?.active === false;
    const queues = site.queues.filter(({ id }) => !next?.queues.some((queue) => queue.id === id));
    const counters = site.counters.filter(({ code }) => !next?.counters.some((one) => one.code === code));
    const otherTime = next !== null && next.timeZone !== site.timeZone;
    if (!closing && !otherTime && queues.length === 0 && counters.length === 0) continue;
    const bookings = await futureBookings(connection, site.code, now);
    if (closing && bookings.length > 0)
      problems.push(problem('active', 'has_bookings', { count: bookings.length }));
    // the day of a booking is a day of its site's own time
    if (otherTime && bookings.length > 0)
      problems.push(problem('timeZone', 'has_bookings', { count: bookings.length }));
    for (const { id } of queues) {
      const count = bookings.filter(({ queue }) => queue === id).length;
      if (count > 0) problems.push(problem(`queues.${id}.remove`, 'has_bookings', { count }));
    }
    problems.push(...(await inTheHall(connection, site, { queues, counters }, now)));
  }
  return problems;
}

async function inTheHall(
  connection: Knex,
  site: Site,
  { queues, counters }: Pick<Site, 'queues' | 'counters'>,
  now: number,
): Promise<readonly FieldProblem[]> {
  const hall = await loadHall(connection, site.code, localDate(now, site.timeZone));
  if (hall.state === 'closed') return [];
  const final = new Set(['done', 'left', 'void']);
  const busy = new Set(
    [...hall.tickets.values()].filter(({ state }) => !final.has(state)).map((one) => one.queue),
  );
  const open = (code: string): boolean => (hall.counters.get(code)?.state ?? 'closed') !== 'closed';
  return [
    ...queues.filter(({ id }) => busy.has(id)).map(({ id }) => problem(`queues.${id}.remove`, 'open_now')),
    ...counters
      .filter(({ code }) => open(code))
      .map(({ code }) => problem(`counters.${code}.remove`, 'open_now')),
  ];
}
