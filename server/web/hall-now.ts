import type { System } from '../actions/system.ts';
import { openingOn } from '../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import { untilClosing } from '../domain/queue/forecast/until-closing.ts';
import type { BookedArrival } from '../domain/queue/forecast/waiting-scene.ts';
import { type ExpectedWaits, expectedWaits } from '../domain/queue/forecast/waiting-time.ts';
import type { Hall } from '../domain/queue/hall/hall.ts';
import { type HallState, hallStateOf } from '../domain/queue/hall/hall-state.ts';
import { type LastCall, lastCallNow } from '../domain/queue/hall/last-call.ts';
import { boardMaker } from '../realtime/current-board.ts';
import { arrivalsOf, loadArrivals } from '../store/booking/arrivals-query.ts';

/** A site's hall at this instant, with what its state means for those who wait. */
export interface HallNow {
  readonly catalogue: Catalogue;
  readonly site: Site;
  readonly hall: Hall;
  readonly waits: ExpectedWaits;
  readonly lastCall: LastCall;
  /** whether it is open, for everybody (H8) */
  readonly state: HallState;
  /** epoch ms */
  readonly now: number;
}

interface KnownWaits {
  readonly now: number;
  readonly waits: ExpectedWaits;
}

/** several consoles ask at once after each change */
const freshFor = 1000;
const known = new WeakMap<Hall, KnownWaits>();

/** The hall of a site; null: there is no such hall. */
export async function hallNow(system: System, code: string): Promise<HallNow | null> {
  const catalogue = await system.catalogue();
  const site = catalogue.sites.get(code);
  if (site === undefined || site.queues.length === 0) return null;
  const hall = await boardMaker(system).hallOf(site);
  const arrivals = () => loadArrivals(system.database.reader, site.code, hall.day);
  return nowAt(system, { catalogue, site, hall, arrivals });
}

/** Halls (code → local date and stored version of its today) that are looked at together: what can be asked of all of them is asked once. */
export async function* hallsNow(
  system: System,
  halls: ReadonlyMap<string, Pick<Hall, 'day' | 'version'>>,
): AsyncGenerator<HallNow> {
  const catalogue = await system.catalogue();
  const { reader } = system.database;
  const asked = [...halls].flatMap(([code, { day, version }]) => {
    const site = catalogue.sites.get(code);
    return site === undefined || site.queues.length === 0 ? [] : [{ site, day, version }];
  });
  if (asked.length === 0) return;
  await system.serviceTimes.prepare(asked, catalogue, reader);
  const arrivals = await arrivalsOf(reader, new Map(asked.map(({ site, day }) => [site.code, day])));
  for (const { site, day, version } of asked) {
    const hall = await boardMaker(system).hallAt(site, day, version);
    yield await nowAt(system, { catalogue, site, hall, arrivals: async () => arrivals.get(site.code) ?? [] });
  }
}

interface NowAsk extends Pick<HallNow, 'catalogue' | 'site' | 'hall'> {
  readonly arrivals: () => Promise<readonly BookedArrival[]>;
}

async function nowAt(system: System, { catalogue, site, hall, arrivals }: NowAsk): Promise<HallNow> {
  const now = system.clock.now();
  const before = known.get(hall);
  if (before !== undefined && before.now <= now && now - before.now < freshFor)
    return withState({ catalogue, site, hall, now, waits: before.waits });
  const learned = await system.serviceTimes.of(site, hall.day, catalogue, system.database.reader);
  const booked = await arrivals();
  const { sessions } = openingOn(site, catalogue.calendar, hall.day);
  const expected = expectedWaits({
    ...{ hall, site, now, ...learned, sessions, arrivals: booked, seed: hall.version },
  });
  const waits = untilClosing(expected, sessions.at(-1)?.closes, now);
  known.set(hall, { now, waits });
  return withState({ catalogue, site, hall, waits, now });
}

function withState(its: Omit<HallNow, 'lastCall' | 'state'>): HallNow {
  const { catalogue, site, hall, waits, now } = its;
  const lastCall = lastCallNow(catalogue, { site, hall, waits, now });
  const { calendar } = catalogue;
  return {
    ...its,
    lastCall,
    state: hallStateOf({ site, calendar, hall, now, lastCallPassed: lastCall.passed }),
  };
}
