import { DateTime } from 'luxon';
import type { PartClosure, Queue, Site } from '../../../server/domain/catalogue/site.ts';

const minute = 60_000;

/** What a closure says of one minute, read off the wall clock. */
function closedIn(closures: readonly PartClosure[], at: DateTime): readonly PartClosure[] {
  const [date, clock] = [at.toFormat('yyyy-MM-dd'), at.toFormat('HH:mm')];
  return closures.filter(({ first, last, weekdays, except, from, to }) => {
    const day = first <= date && date <= last && !except.includes(date);
    const weekday = weekdays.length === 0 || weekdays.includes(at.weekday);
    return day && weekday && (from === null || (from <= clock && clock < (to ?? '')));
  });
}

/** Places of a slot, counted moment by moment and place by place; nothing of the rule's own code. */
export function countedPlaces(site: Site, queue: Queue, start: number): number {
  const wall = (ms: number) => DateTime.fromMillis(ms, { zone: site.timeZone });
  const hit = new Set<PartClosure>();
  // every time of these tests is a multiple of five minutes
  for (let k = 0; k < queue.slotMinutes; k += 5)
    for (const one of closedIn(site.partClosures ?? [], wall(start + k * minute))) hit.add(one);
  const serving = site.counters.filter(({ queues }) => queues.includes(queue.id));
  const staffed = serving.filter(
    ({ code }) => ![...hit].some(({ part }) => part.kind === 'counter' && part.counter === code),
  );
  if ([...hit].some(({ part }) => part.kind === 'queue' && part.queue === queue.id)) return 0;
  const clock = wall(start).toFormat('HH:mm');
  let places = queue.places;
  for (const span of queue.plan?.spans ?? [])
    if (span.from <= clock && clock < span.until) places = span.places;
  let left = 0;
  while ((left + 1) * serving.length <= places * staffed.length) left += 1;
  for (const { part } of hit) if (part.kind === 'places' && part.queue === queue.id) left -= part.places;
  return Math.max(0, left);
}
