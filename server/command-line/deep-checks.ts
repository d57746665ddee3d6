import type { Knex } from 'knex';
import type { System } from '../actions/system.ts';
import { defaultBookingRules } from '../domain/booking/booking-rules.ts';
import { dayLong } from '../domain/calendar/durations.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { atLeisure, namedFaults } from '../store/doctor/examine.ts';
import { historyFaults, unappliedEvents } from '../store/doctor/history-query.ts';
import { integrity } from '../store/doctor/integrity-query.ts';
import { dayFaults, daysSince, doubledNumbers } from '../store/doctor/numbers-query.ts';
import {
  type PlaceFault,
  placesAstray,
  placesDoubled,
  placesMissing,
  visitsNotCovered,
} from '../store/doctor/places-query.ts';
import { replayDay } from './replay-day.ts';

/** What one look into the depth has found. */
export interface Examined {
  /** what was looked at, when nothing is wrong */
  readonly well: string;
  /** one line each, with the next step in it */
  readonly faults: readonly string[];
}

export interface DeepCheck {
  readonly name: string;
  examine(system: System, days: number): Promise<Examined>;
}

const restoreNext = 'restore the last good backup into an empty database and compare';

/** From the outside in: pages of the database first, because nothing else is to be believed when they are broken. */
export const deepChecks: readonly DeepCheck[] = [
  {
    name: 'database',
    async examine({ database }) {
      const { how, faults } = await integrity(database);
      const next = `stop the application, copy the database as it is, then ${restoreNext}`;
      return { well: `the database is whole (${how})`, faults: faults.map((fault) => `${fault} → ${next}`) };
    },
  },
  {
    name: 'places',
    examine: ({ database }) =>
      atLeisure(database, async (connection) => ({
        well: 'every visit to come has exactly its places, and every place its visit',
        faults: await placeFaults(connection, database.engine),
      })),
  },
  { name: 'history', examine: examineHistory },
  {
    name: 'numbers',
    examine: ({ database }) =>
      atLeisure(database, async (connection) => ({
        well: 'events and numbers of every day have no gap and none is there twice',
        faults: await numberFaults(connection, database.engine),
      })),
  },
  { name: 'replay', examine: examineReplays },
];

async function placeFaults(
  connection: Knex,
  engine: System['database']['engine'],
): Promise<readonly string[]> {
  const ask = <Fault>(query: (c: Knex, e: typeof engine, limit: number) => Promise<readonly Fault[]>) =>
    query(connection, engine, namedFaults + 1);
  return [
    ...lines(
      await ask(placesMissing),
      (fault) =>
        `booking ${fault.reference} lacks ${placeOf(fault)} → move it to another time under /admin/day, and back if that is still free`,
    ),
    ...lines(
      await ask(placesAstray),
      (fault) =>
        `${placeOf(fault)} is taken ${fault.reference === null ? 'and no booking is there' : `for booking ${fault.reference}, which does not have it`} → nobody can book it: ${restoreNext}`,
    ),
    ...lines(
      await ask(placesDoubled),
      (fault) =>
        `${placeOf(fault)} is there twice → the primary key of place is gone: move one of its bookings, then ${restoreNext}`,
    ),
    ...lines(
      await ask(visitsNotCovered),
      (reference) =>
        `booking ${reference} has not one place for each slot that it lasts → move it to another time under /admin/day`,
    ),
  ];
}

async function examineHistory(system: System): Promise<Examined> {
  const { database, clock } = system;
  const { sites } = await system.catalogue();
  const kept = [...sites.values()].map(({ rules }) => rules.retentionDays);
  // older messages are deleted when their time has come
  const since = clock.now() - Math.max(defaultBookingRules.retentionDays, ...kept) * dayLong;
  return atLeisure(database, async (connection) => {
    const gaps = await historyFaults(connection, database.engine, namedFaults + 1);
    const unapplied = await unappliedEvents(connection, database.engine, since, namedFaults + 1);
    return {
      well: 'every booking has its history, and whoever should be told has a message',
      faults: [
        ...lines(
          gaps,
          (fault) =>
            `booking ${fault.reference} lacks a line of its history (${whatLacks(fault)}) → ${restoreNext}`,
        ),
        ...lines(
          unapplied,
          ({ reference, type, at }) =>
            `booking ${reference} was ${type} at ${instant(at)} and no message says so → tell the enterprise by telephone`,
        ),
      ],
    };
  });
}

function whatLacks({ booked, counted, told }: { booked: number; counted: number; told: number }): string {
  if (booked !== 1) return `booked ${booked} times`;
  return told < counted ? `${counted} moves and cancellations, ${told} told` : 'none tells its state';
}

async function numberFaults(
  connection: Knex,
  engine: System['database']['engine'],
): Promise<readonly string[]> {
  const doubled = await doubledNumbers(connection, engine, namedFaults + 1);
  const days = await dayFaults(connection, engine, namedFaults + 1);
  return [
    ...lines(doubled, ({ site, day, number }) =>
      site === null
        ? `two bookings have the reference ${number} → ${restoreNext}`
        : `${site} ${day}: two tickets have the number ${number} → call both by hand, then ${restoreNext}`,
    ),
    ...lines(
      days,
      (fault) =>
        `${fault.site} ${fault.day}: ${addsUp(fault)} → npm run hall -- replay --site ${fault.site} --day ${fault.day}, then ${restoreNext}`,
    ),
  ];
}

function addsUp(fault: Awaited<ReturnType<typeof dayFaults>>[number]): string {
  const { version, events, last, given, tickets, issued } = fault;
  return events !== version || last !== version
    ? `${version} events were counted, ${events} are there, the last is ${last}`
    : `${given} numbers were given, ${tickets} tickets are there, ${issued} events say so`;
}

async function examineReplays({ database, clock }: System, days: number): Promise<Examined> {
  // a day more, because halls have zones of their own
  const from = localDate(clock.now() - (days + 1) * dayLong, 'UTC');
  return atLeisure(database, async (connection) => {
    const faults: string[] = [];
    const all = await daysSince(connection, from);
    for (const { site, day } of all) {
      if (faults.length > namedFaults) break;
      const { found } = await replayDay(connection, site, day);
      if (found.length > 0)
        faults.push(
          `${site} ${day}: the events do not give what is stored (${found[0]}) → npm run hall -- replay --site ${site} --day ${day}, then ${restoreNext}`,
        );
    }
    const well = `the events of ${all.length} days since ${from} give exactly what is stored`;
    return { well, faults: lines(faults, (fault) => fault) };
  });
}

/** A line for each fault; after so many, only that there are more. */
function lines<Fault>(faults: readonly Fault[], line: (fault: Fault) => string): string[] {
  const said = faults.slice(0, namedFaults).map(line);
  return faults.length > namedFaults ? [...said, `… and more than these ${namedFaults}`] : said;
}

function placeOf({ queue, start, place }: PlaceFault): string {
  return `place ${place} of ${queue} at ${instant(start)}`;
}

function instant(at: number): string {
  return new Date(Number(at)).toISOString();
}
