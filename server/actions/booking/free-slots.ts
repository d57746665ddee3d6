import type { TakenPlaces } from '../../domain/booking/place.ts';
import { type DayOffer, daysOffered, longestOffer } from '../../domain/booking/slots.ts';
import { type Visit, visitAt } from '../../domain/booking/visit.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { addDays, dayBounds, daysBetween } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { type Taken, takenByDay, takenFrom, takenText } from '../../store/booking/free-slots-query.ts';
import { changesOf } from '../../store/booking/queue-change-store.ts';
import type { Database } from '../../store/database.ts';
import { SharedReads } from '../shared-reads.ts';
import type { System } from '../system.ts';
import { KeptDays } from './kept-days.ts';

export interface FreeSlotsAsk {
  readonly site: Site;
  readonly services: readonly VisitService[];
  /** local dates, both included; at most `longestOffer` days are answered */
  readonly from: string;
  readonly to: string;
}

export interface FreeSlots {
  readonly visit: Visit;
  readonly days: readonly DayOffer[];
}

type Source = Pick<System, 'catalogue' | 'clock' | 'database'>;
/** main: as it is at this instant; public: as a replica may have it */
type Reads = 'main' | 'public';

const localDay = /^[2-8]\d{3}-\d{2}-\d{2}$/;

/** What was answered last, and of what it was made. */
interface Known {
  /** the site, and the catalogue's services and calendar */
  readonly of: readonly [Site, Catalogue['services'], Catalogue['calendar']];
  readonly minute: number;
  /** when the rows were read, and what they said of how long they hold */
  readonly now: number;
  readonly taken: Pick<Taken, 'changes' | 'until'>;
  readonly answer: Outcome<FreeSlots>;
}

interface Memory {
  readonly known: Map<string, Known>;
  readonly days: KeptDays;
  readonly shared: SharedReads<Outcome<FreeSlots>>;
  /** how often the places of a queue were changed: asked once for all the questions of a moment */
  readonly changes: SharedReads<number>;
}

const memories = new WeakMap<Database, Memory>();
const mostKnown = 500;

/** Free times for whoever only looks: a replica may answer, a little behind. */
export function shownFreeSlots(system: Source, ask: FreeSlotsAsk): Promise<Outcome<FreeSlots>> {
  return answered(system, ask, 'public');
}

/**
 * What can be booked, as the rows are now: one statement that asks whether they have changed, another one if they have, and one when the
 * catalogue's version is due to be looked at. Whoever asks at the same moment shares them, and what the rows say is worked out anew only
 * when they have changed, and in every new minute; as long as no day is another, the very same object is answered. Days are kept each for
 * itself, whatever question they were part of.
 */
export function freeSlots(system: Source, ask: FreeSlotsAsk): Promise<Outcome<FreeSlots>> {
  return answered(system, ask, 'main');
}

async function answered(system: Source, ask: FreeSlotsAsk, reads: Reads): Promise<Outcome<FreeSlots>> {
  const { site, services, from, to } = ask;
  const apart = localDay.test(from) && localDay.test(to) ? daysBetween(from, to) : Number.NaN;
  if (!(apart >= 0)) return refuse('invalid_input');
  const catalogue = await system.catalogue();
  const visit = visitAt(site, catalogue.services, services);
  if (!visit.ok) return visit;
  const { known, days, shared, changes } = memoryOf(system.database);
  // a site that is not the stored one, e.g. as an edit would make it, is nobody else's
  const own = catalogue.sites.get(site.code) !== site;
  const key = JSON.stringify([site.code, services, from, to]);
  const look = { ...ask, catalogue, visit: visit.value, reads };
  if (own) return (await lookedUp(system, look, { before: null, days: null })).answer;
  const before = known.get(key) ?? null;
  if (before !== null && (await stillHolds(system, look, before, changes))) {
    // the last asked for stay the longest
    if (known.get(key) === before && known.delete(key)) known.set(key, before);
    return before.answer;
  }
  return shared.ask(`${reads} ${catalogue.version} ${key}`, async () => {
    const found = await lookedUp(system, look, { before: known.get(key) ?? null, days });
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return found.answer;
  });
}

function memoryOf(database: Database): Memory {
  let memory = memories.get(database);
  if (memory === undefined) {
    const [shared, changes] = [new SharedReads<Outcome<FreeSlots>>(), new SharedReads<number>()];
    memory = { known: new Map(), days: new KeptDays(), shared, changes };
    memories.set(database, memory);
  }
  return memory;
}

interface Look extends FreeSlotsAsk {
  readonly reads: Reads;
  readonly catalogue: Catalogue;
  readonly visit: Visit;
}

function read<T>(
  { database }: Source,
  { site, reads }: Look,
  ask: Parameters<typeof database.publicReads.ask<T>>[1],
): Promise<T> {
  return reads === 'main' ? ask(database.reader) : database.publicReads.ask(site.code, ask);
}

function madeOf({ site, catalogue }: Look): Known['of'] {
  return [site, catalogue.services, catalogue.calendar];
}

/**
 * Nothing that it was made of has changed, no place has expired since, and it is of this minute: so what was written past this program, or
 * taken back when a standby took over, is missed for a minute at most.
 */
async function stillHolds(
  system: Source,
  look: Look,
  { of, minute: its, now: then, taken }: Known,
  shared: SharedReads<number>,
): Promise<boolean> {
  if (!same(of, madeOf(look))) return false;
  const queue = look.visit.queue.id;
  const { engine } = system.database;
  const changes = await shared.ask(`${look.reads} ${queue}`, () =>
    read(system, look, (connection) => changesOf(connection, engine, [queue])),
  );
  const now = system.clock.now();
  return changes === taken.changes && minuteOf(now) === its && now >= then && now < taken.until;
}

function same(left: Known['of'], right: Known['of']): boolean {
  return left.every((one, index) => one === right[index]);
}

async function lookedUp(
  system: Source,
  look: Look,
  { before, days: kept }: { readonly before: Known | null; readonly days: KeptDays | null },
): Promise<Known> {
  const { site, services, from, to, catalogue, visit } = look;
  const last = addDays(from, Math.min(daysBetween(from, to), longestOffer - 1));
  const now = system.clock.now();
  const { engine } = system.database;
  // a visit that starts late on the last day covers slots of that day only
  const range = [dayBounds(from, site.timeZone).start, dayBounds(last, site.timeZone).end] as const;
  const { text, changes, until } = await read(system, look, (connection) =>
    takenText(connection, engine, [visit.queue.id], ...range, now),
  );
  const current = minuteOf(now);
  const of = madeOf(look);
  const byDay = kept === null ? null : takenByDay(text, site.timeZone);
  // days that are kept need none of it
  let places: TakenPlaces | null = null;
  const visitKey = JSON.stringify([site.code, services]);
  const days = daysOffered({
    site,
    services: catalogue.services,
    calendar: catalogue.calendar,
    visit: services,
    from,
    to,
    now,
    taken: (queue, start) => {
      places ??= takenFrom(text);
      return places(queue, start);
    },
    ...(kept === null
      ? {}
      : {
          kept: (date, holds, make) =>
            kept.offer(
              `${date} ${visitKey}`,
              { of, taken: byDay?.get(date) ?? '', holds, minute: current },
              make,
            ),
        }),
  });
  const answer = days.ok ? accept({ visit, days: days.value }) : days;
  const still = before !== null && same(before.of, of) && sameDays(before.answer, answer);
  return { of, minute: current, now, taken: { changes, until }, answer: still ? before.answer : answer };
}

/** Kept days are the same objects. */
function sameDays(before: Outcome<FreeSlots>, after: Outcome<FreeSlots>): boolean {
  if (!before.ok || !after.ok) return false;
  const { days } = after.value;
  return before.value.days.length === days.length && before.value.days.every((day, at) => day === days[at]);
}

/** Hours, notices and releases are whole minutes: what depends on the time is the same all through one, between its full instants. */
function minuteOf(now: number): number {
  return now % minute === 0 ? Number.NaN : Math.floor(now / minute);
}
