import { setImmediate } from 'node:timers/promises';
import { minute } from '../../domain/calendar/durations.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { ServiceTimes } from '../../domain/queue/forecast/service-times.ts';
import type { DayReplay } from '../../domain/queue/replay/day-replay.ts';
import { replayDay } from '../../domain/queue/replay/replay-day.ts';
import {
  type ReplayAsk,
  type ReplayedEvents,
  replayedEvents,
} from '../../domain/queue/replay/replayed-events.ts';
import type { CounterChange } from '../../domain/queue/replay/what-if/counter-changes.ts';
import type { PlayedDay } from '../../domain/queue/replay/what-if/played-day.ts';
import { readPlayedDay } from '../../domain/queue/replay/what-if/read-played-day.ts';
import { type WhatIf, whatIf } from '../../domain/queue/replay/what-if/what-if.ts';
import { eventsAfter, hallVersion } from '../../store/queue/hall-query.ts';
import type { System } from '../system.ts';

/** A day that can be looked at again, with the ways to what it is made of. */
export interface ReplayedDay {
  readonly ask: ReplayAsk;
  readonly played: ReplayedEvents;
  readonly replay: DayReplay;
}

/** Nothing has happened on that day; or its events are kept no more. */
export type NotReplayed = 'nothing' | 'gone';

interface Kept {
  readonly key: string;
  readonly day: Promise<ReplayedDay | NotReplayed>;
  counters: Promise<PlayedDay> | null;
}

const daysKept = 6;

/** The days that were looked at last, so that a page, its facts and its questions fold the events once. */
export class ReplayedDays {
  readonly #system: Pick<System, 'database' | 'clock' | 'serviceTimes'>;
  #kept: readonly Kept[] = [];

  constructor(system: Pick<System, 'database' | 'clock' | 'serviceTimes'>) {
    this.#system = system;
  }

  async of(catalogue: Catalogue, site: Site, day: string): Promise<ReplayedDay | NotReplayed> {
    return (await this.#entry(catalogue, site, day)).day;
  }

  /** How the waits would have been. The day must be one that can be looked at again. */
  async whatIf(
    catalogue: Catalogue,
    site: Site,
    day: string,
    changes: readonly CounterChange[],
  ): Promise<WhatIf> {
    const entry = await this.#entry(catalogue, site, day);
    const found = await entry.day;
    if (typeof found === 'string') throw new Error(`there is nothing to be played again: ${found}`);
    entry.counters ??= inPieces(readPlayedDay(site, day, found.played));
    const played = await entry.counters;
    const times = await this.#times(catalogue, site);
    await setImmediate();
    return inPieces(whatIf({ played, day, sessions: found.ask.sessions, changes, times }));
  }

  /** As they are known today: what an earlier day knew would push that out of where the hall keeps it. */
  async #times(catalogue: Catalogue, site: Site): Promise<ServiceTimes> {
    const { serviceTimes, clock, database } = this.#system;
    const today = localDate(clock.now(), site.timeZone);
    return (await serviceTimes.of(site, today, catalogue, database.reader)).times;
  }

  async #entry(catalogue: Catalogue, site: Site, day: string): Promise<Kept> {
    const { database, clock } = this.#system;
    const now = clock.now();
    const version = await hallVersion(database.reader, site.code, day);
    const minutes = localDate(now, site.timeZone) === day ? Math.floor(now / minute) : 0;
    const key = [site.code, day, version, catalogue.version, minutes].join(' ');
    const known = this.#kept.find((one) => one.key === key);
    if (known !== undefined) return known;
    const entry = { key, day: this.#fold(catalogue, site, day, { version, now }), counters: null };
    this.#kept = [entry, ...this.#kept].slice(0, daysKept);
    // what has failed is tried anew
    entry.day.catch(() => {
      this.#kept = this.#kept.filter((one) => one !== entry);
    });
    return entry;
  }

  async #fold(
    catalogue: Catalogue,
    site: Site,
    day: string,
    { version, now }: { readonly version: number; readonly now: number },
  ): Promise<ReplayedDay | NotReplayed> {
    const { reader } = this.#system.database;
    const recorded = await eventsAfter(reader, site.code, day, 0);
    await setImmediate();
    const events = recorded.map(({ event }) => event);
    if (events[0]?.version !== 1 || events.length < version) return version === 0 ? 'nothing' : 'gone';
    const times = await this.#times(catalogue, site);
    const { sessions } = openingOn(site, catalogue.calendar, day);
    const ask = { site, day, sessions, events, now };
    const played = replayedEvents(ask);
    if (played === null) return 'nothing';
    await setImmediate();
    return { ask, played, replay: await inPieces(replayDay(ask, played, times)) };
  }
}

/** Lets the loop that serves go first whenever the work yields, and before anything is done with what was made. */
async function inPieces<Made>(work: Generator<undefined, Made>): Promise<Made> {
  for (let step = work.next(); ; step = work.next()) {
    await setImmediate();
    if (step.done === true) return step.value;
  }
}
