import { localDate } from '../domain/calendar/local-time.ts';
import { openingOn } from '../domain/calendar/opening-hours.ts';
import type { Site } from '../domain/catalogue/site.ts';
import { untilClosing } from '../domain/queue/forecast/until-closing.ts';
import type { BookedArrival } from '../domain/queue/forecast/waiting-scene.ts';
import { expectedWaits } from '../domain/queue/forecast/waiting-time.ts';
import { clerkAt } from '../domain/queue/hall/counter-clerk.ts';
import { emptyHall, type Hall } from '../domain/queue/hall/hall.ts';
import { hallStateOf } from '../domain/queue/hall/hall-state.ts';
import { lastCallNow } from '../domain/queue/hall/last-call.ts';
import { type Badges, type Board, boardOf } from '../domain/queue/screens/board.ts';
import { loadArrivals } from '../store/booking/arrivals-query.ts';
import { hallVersion, loadHall, loadHallIfNewer } from '../store/queue/hall-query.ts';
import { badgesOf } from '../store/staff/staff-query.ts';
import type { HallSource, Reader } from './hall-source.ts';

/** Who is booked changes slowly, and only the estimates depend on it. Milliseconds. */
const arrivalsFreshFor = 5000;

interface KnownArrivals {
  readonly day: string;
  readonly at: number;
  readonly arrivals: readonly BookedArrival[];
}

/** Boards that are being made, by site. */
type Asked = Map<string, Promise<Board | null>>;

/** Makes boards: the hall's state with the waits that it means now. */
export class BoardMaker {
  readonly #source: HallSource;
  readonly #elapsed: () => number;
  readonly #arrivals = new Map<string, KnownArrivals>();
  readonly #asked: Asked = new Map();
  readonly #looked: Asked = new Map();

  constructor(source: HallSource, elapsed: () => number) {
    this.#source = source;
    this.#elapsed = elapsed;
  }

  /** The site, when there is a hall to show. */
  async siteOf(code: string): Promise<Site | null> {
    const site = (await this.#source.catalogue()).sites.get(code);
    return site === undefined || site.queues.length === 0 ? null : site;
  }

  /** The stored state of today; null: no such hall. Whoever asks while it is being made gets the same. */
  current(code: string): Promise<Board | null> {
    return this.#once(this.#asked, code, async (site) => this.of(site, await this.hallOf(site)));
  }

  /** The same as a replica may have it, and never older than what this process has seen. */
  shown(code: string): Promise<Board | null> {
    const { publicReads } = this.#source.database;
    return this.#once(this.#looked, code, (site) =>
      publicReads.ask(site.code, async (connection) =>
        this.of(site, await this.#hallSeenIn(connection, site), connection),
      ),
    );
  }

  #once(asked: Asked, code: string, make: (site: Site) => Promise<Board>): Promise<Board | null> {
    const before = asked.get(code);
    if (before !== undefined) return before;
    const made = this.siteOf(code)
      .then((site) => (site === null ? null : make(site)))
      .finally(() => asked.delete(code));
    asked.set(code, made);
    return made;
  }

  /** The stored state of the site's today, without a board. */
  async hallOf(site: Site): Promise<Hall> {
    const { clock, database, hallCache } = this.#source;
    const day = localDate(clock.now(), site.timeZone);
    const hall = await loadHallIfNewer(database.reader, site.code, day, hallCache.kept(site.code, day));
    hallCache.keep(hall);
    return hall;
  }

  async #hallSeenIn(connection: Reader, site: Site): Promise<Hall> {
    const { clock, hallCache } = this.#source;
    const day = localDate(clock.now(), site.timeZone);
    const kept = hallCache.kept(site.code, day);
    if (kept !== null && (await hallVersion(connection, site.code, day)) <= kept.version) return kept;
    const hall = await loadHall(connection, site.code, day);
    hallCache.keep(hall);
    return hall;
  }

  /** The state of a site's day whose stored version is known to be this. */
  async hallAt(site: Site, day: string, version: number): Promise<Hall> {
    const { database, hallCache } = this.#source;
    const kept = hallCache.kept(site.code, day);
    if (kept?.version === version) return kept;
    const hall = version === 0 ? emptyHall(site.code, day) : await loadHall(database.reader, site.code, day);
    hallCache.keep(hall);
    return hall;
  }

  /** The board of this very state. */
  async of(site: Site, hall: Hall, connection = this.#source.database.reader): Promise<Board> {
    const { clock, serviceTimes } = this.#source;
    const catalogue = await this.#source.catalogue();
    const learned = await serviceTimes.of(site, hall.day, catalogue, connection);
    const arrivals = await this.#arrivalsOf(site.code, hall.day, connection);
    const now = clock.now();
    const { sessions } = openingOn(site, catalogue.calendar, hall.day);
    const expected = expectedWaits({ hall, site, now, ...learned, sessions, arrivals, seed: hall.version });
    const waits = untilClosing(expected, sessions.at(-1)?.closes, now);
    const lastCallPassed = lastCallNow(catalogue, { site, hall, waits, now }).passed;
    const { calendar } = catalogue;
    const state = hallStateOf({ site, calendar, hall, now, lastCallPassed });
    return boardOf(hall, site, waits, state, now, await this.#badgesOf(site, hall, connection));
  }

  /** Of whoever works at a counter, where the branch shows them. */
  async #badgesOf({ hall: policy }: Site, hall: Hall, connection: Reader): Promise<Badges> {
    if (!policy.badgeOnScreen) return new Map();
    const clerks = [...hall.counters.values()].flatMap((counter) => clerkAt(counter) ?? []);
    return badgesOf(connection, clerks);
  }

  async #arrivalsOf(site: string, day: string, connection: Reader): Promise<readonly BookedArrival[]> {
    const known = this.#arrivals.get(site);
    const at = this.#elapsed();
    if (known !== undefined && known.day === day && at - known.at < arrivalsFreshFor) return known.arrivals;
    const arrivals = await loadArrivals(connection, site, day);
    this.#arrivals.set(site, { day, at, arrivals });
    return arrivals;
  }
}
