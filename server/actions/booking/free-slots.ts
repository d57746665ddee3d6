import type { TakenPlaces } from '../../domain/booking/place.ts';
import { type DayOffer, daysOffered, longestOffer } from '../../domain/booking/slots.ts';
import { type Visit, visitAt } from '../../domain/booking/visit.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { addDays, dayBounds, daysBetween } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { takenByDay, takenFrom, takenText } from '../../store/booking/free-slots-query.ts';
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
  readonly taken: string;
  readonly answer: Outcome<FreeSlots>;
}

interface Memory {
  readonly known: Map<string, Known>;
  readonly days: KeptDays;
  readonly shared: SharedReads<Outcome<FreeSlots>>;
}

const memories = new WeakMap<Database, Memory>();
const mostKnown = 200;

/** Free times for whoever only looks: a replica may answer, a little behind. */
export function shownFreeSlots(system: Source, ask: FreeSlotsAsk): Promise<Outcome<FreeSlots>> {
  return answered(system, ask, 'public');
}

/**
 * What can be booked, as the rows are now: one statement, or two when the catalogue's version is due to be looked at. Whoever asks for the
 * same at the same moment shares it, and what the rows say is worked out anew only when they, or the minute, have changed: otherwise
 * the very same object is answered. Days are kept each for itself, whatever question they were part of.
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
  const { known, days, shared } = memoryOf(system.database);
  // a site that is not the stored one, e.g. as an edit would make it, is nobody else's
  const own = catalogue.sites.get(site.code) !== site;
  const key = JSON.stringify([site.code, services, from, to]);
  const look = { ...ask, catalogue, visit: visit.value, reads };
  if (own) return (await lookedUp(system, look, { before: null, days: null })).answer;
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
    memory = { known: new Map(), days: new KeptDays(), shared: new SharedReads() };
    memories.set(database, memory);
  }
  return memory;
}

interface Look extends FreeSlotsAsk {
  readonly reads: Reads;
  readonly catalogue: Catalogue;
  readonly visit: Visit;
}

async function lookedUp(
  { clock, database }: Source,
  { site, services, from, to, catalogue, visit, reads }: Look,
  { before, days: kept }: { readonly before: Known | null; readonly days: KeptDays | null },
): Promise<Known> {
  const last = addDays(from, Math.min(daysBetween(from, to), longestOffer - 1));
  const now = clock.now();
  const { engine, reader, publicReads } = database;
  // a visit that starts late on the last day covers slots of that day only
  const range = [dayBounds(from, site.timeZone).start, dayBounds(last, site.timeZone).end] as const;
  const read = (connection: typeof reader) => takenText(connection, engine, [visit.queue.id], ...range, now);
  const taken = await (reads === 'main' ? read(reader) : publicReads.ask(site.code, read));
  const current = minuteOf(now);
  const of = [site, catalogue.services, catalogue.calendar] as const;
  const same = before?.of.every((one, index) => one === of[index]) ?? false;
  if (before !== null && same && before.minute === current && before.taken === taken) return before;
  const byDay = kept === null ? null : takenByDay(taken, site.timeZone);
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
      places ??= takenFrom(taken);
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
  return { of, minute: current, taken, answer: days.ok ? accept({ visit, days: days.value }) : days };
}

/** Hours, notices and releases are whole minutes: what depends on the time is the same all through one, between its full instants. */
function minuteOf(now: number): number {
  return now % minute === 0 ? Number.NaN : Math.floor(now / minute);
}
