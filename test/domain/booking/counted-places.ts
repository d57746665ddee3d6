import { DateTime } from 'luxon';
import type { PartClosure, Queue, Site } from '../../../server/domain/catalogue/site.ts';

const minute = 60_000;

/** What the clock on the wall shows. */
interface WallTime {
  readonly date: string;
  readonly clock: string;
  readonly weekday: number;
}

function wallTimes(zone: string): (ms: number) => WallTime {
  return (ms) => {
    const at = DateTime.fromMillis(ms, { zone });
    const [date = '', clock = ''] = at.toISO()?.split('T') ?? [];
    return { date, clock: clock.slice(0, 5), weekday: at.weekday };
  };
}

/** What a closure says of one minute, read off the wall clock. */
function closedIn(
  closures: readonly PartClosure[],
  { date, clock, weekday: today }: WallTime,
): readonly PartClosure[] {
  return closures.filter(({ first, last, weekdays, except, from, to }) => {
    const day = first <= date && date <= last && !except.includes(date);
    const weekday = weekdays.length === 0 || weekdays.includes(today);
    return day && weekday && (from === null || (from <= clock && clock < (to ?? '')));
  });
}

/** How many of the roster stand in the office at one minute, person by person. */
function countedPeople({ roster, exceptions, makeUpWeekday }: Site, at: WallTime): number | null {
  const { date, clock } = at;
  if (roster === undefined || roster.full === null) return null;
  if (!roster.shifts.some((shift) => shift.validFrom <= date)) return null;
  const special = exceptions.some(
    (one) => one.date === date && one.kind === 'open' && one.from === null && one.to === null,
  );
  const weekday = special && at.weekday > 5 ? makeUpWeekday : at.weekday;
  const today = roster.changes.filter(({ first, last }) => first <= date && date <= last);
  const within = ({ from, to }: { from: string | null; to: string | null }) =>
    (from ?? '00:00') <= clock && clock < (to ?? '24:00');
  return ['li', 'wang', 'zhao'].filter((person) => {
    if (today.some((one) => one.kind === 'absence' && one.staff === person && within(one))) return false;
    if (today.some((one) => one.kind === 'extra' && one.staff === person && within(one))) return true;
    let whose = person;
    for (const one of today)
      if (one.kind === 'swap' && whose === person) {
        if (one.staff === person) whose = one.partner;
        else if (one.partner === person) whose = one.staff;
      }
    const weeks = roster.shifts.filter((one) => one.staff === whose && one.validFrom <= date);
    const newest = weeks.filter((one) => weeks.every((other) => other.validFrom <= one.validFrom));
    return newest.some((one) => one.weekdays.includes(weekday) && within(one));
  }).length;
}

/** Places of a slot, counted moment by moment and place by place; nothing of the rule's own code. */
export function countedPlaces(site: Site, queue: Queue, start: number): number {
  const wall = wallTimes(site.timeZone);
  const hit = new Set<PartClosure>();
  // every time of these tests is a multiple of five minutes
  let people: number | null = null;
  for (let k = 0; k < queue.slotMinutes; k += 5) {
    const at = wall(start + k * minute);
    const now = countedPeople(site, at);
    if (now !== null && (people === null || now < people)) people = now;
    for (const one of closedIn(site.partClosures ?? [], at)) hit.add(one);
  }
  const serving = site.counters.filter(({ queues }) => queues.includes(queue.id));
  const staffed = serving.filter(
    ({ code }) => ![...hit].some(({ part }) => part.kind === 'counter' && part.counter === code),
  );
  if ([...hit].some(({ part }) => part.kind === 'queue' && part.queue === queue.id)) return 0;
  const { clock } = wall(start);
  let places = queue.places;
  for (const span of queue.plan?.spans ?? [])
    if (span.from <= clock && clock < span.until) places = span.places;
  let left = 0;
  while ((left + 1) * serving.length <= places * staffed.length) left += 1;
  const full = site.roster?.full ?? 1;
  if (people !== null && people < full) {
    let manned = 0;
    while ((manned + 1) * full <= places * people) manned += 1;
    left = Math.min(left, manned);
  }
  for (const { part } of hit) if (part.kind === 'places' && part.queue === queue.id) left -= part.places;
  return Math.max(0, left);
}
