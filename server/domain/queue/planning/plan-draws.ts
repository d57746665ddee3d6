import { minute } from '../../calendar/durations.ts';
import type { VisitService } from '../../catalogue/service.ts';
import type { BranchPast } from '../forecast/branch-past.ts';
import type { Joining } from '../forecast/hall-future.ts';
import { likelyAt, likelyDay } from '../forecast/likely-day.ts';
import type { RecordedDay } from '../forecast/recorded-day.ts';
import { seededRandom } from '../forecast/seeded-random.ts';
import { quantile, quantileSteps, visitMinutes } from '../forecast/service-times.ts';
import type { Crowd } from '../forecast/waiting-lines.ts';
import { dueFor } from '../hall/call-policy.ts';
import { type Demand, type PlannedVisitor, visitorsOf } from './day-visitors.ts';
import { type HalfHour, halfHoursOf, type Sessions, stepMinutes } from './half-hours.ts';
import { counterOrder, type PlanHall, queueOfVisit } from './plan-hall.ts';

/** One day that may be: who comes when and how long each takes. The same for every plan that is played on it; instants are ms after midnight. */
export interface PlanDraw {
  readonly crowd: Crowd;
  readonly coming: readonly Joining[];
  /** by person: the minutes of the visit, at every quantile */
  readonly visits: readonly Float64Array[];
  /** by person: since when the wait counts, and in which half hour */
  readonly since: Float64Array;
  readonly cell: Int32Array;
}

/** Everything that plans of one day are played on. */
export interface PlanDraws {
  readonly halfHours: readonly HalfHour[];
  readonly draws: readonly PlanDraw[];
  readonly lineCount: number;
  /** lines that each counter serves, in the order in which a plan opens them */
  readonly counters: readonly (readonly number[])[];
  readonly callEarlyMinutes: number;
  readonly sessions: Sessions;
  /** ms after midnight */
  readonly closes: number;
  /** by half hour: persons in all draws */
  readonly persons: Int32Array;
}

export interface DrawsAsk {
  readonly hall: PlanHall;
  readonly past: BranchPast;
  /** the earlier days that the day is like */
  readonly days: readonly RecordedDay[];
  readonly demand: Demand;
  readonly seed: number;
  readonly runs: number;
}

/** Draws the days. The same question gives the same days, whatever plans are played on them (common random numbers). */
export function drawDays({ hall, past, days, demand, seed, runs }: DrawsAsk): PlanDraws {
  const halfHours = halfHoursOf(hall.sessions);
  const { site } = hall;
  const usual = site.services.map(({ service }) => [{ code: service, quantity: 1 }]);
  const random = seededRandom(seed);
  const lines = new Map(site.queues.map(({ id }, index) => [id, index]));
  const minutesOf = minutesCache(past);
  const share = new Map<string, number>();
  const paces = likelyDay(past.pace.dayScale, { mean: 0, certainty: 0 });
  const draws: PlanDraw[] = [];
  for (let run = 0; run < runs; run += 1) {
    // the day's own speed in even steps, apart from which earlier day it is like
    const level = (((run * stride) % runs) + 0.5) / runs;
    const pace = likelyAt(paces, level);
    const visitors = visitorsOf(demand, { past, days, halfHours, usual }, run, random);
    const there = visitors.flatMap((each) => {
      const queue = queueOfVisit(site, each.services);
      if (queue !== null) share.set(queue, (share.get(queue) ?? 0) + 1);
      return queue === null ? [] : [{ ...each, line: lines.get(queue) ?? 0 }];
    });
    draws.push(drawOf(there, { hall, halfHours, past, pace, minutesOf }, random));
  }
  const persons = new Int32Array(halfHours.length);
  for (const { cell } of draws) for (const each of cell) persons[each] = (persons[each] ?? 0) + 1;
  return {
    halfHours,
    draws,
    lineCount: site.queues.length,
    counters: counterOrder(site.counters, share).map(({ queues }) =>
      queues.flatMap((queue) => lines.get(queue) ?? []),
    ),
    callEarlyMinutes: site.hall.callEarly,
    sessions: hall.sessions,
    closes: (hall.sessions.at(-1)?.[1] ?? 0) * minute,
    persons,
  };
}

/** Prime, so that it meets every step of any number of runs that is smaller. */
const stride = 7919;

interface Placed {
  readonly hall: PlanHall;
  readonly halfHours: readonly HalfHour[];
  readonly past: BranchPast;
  readonly pace: number;
  readonly minutesOf: (services: readonly VisitService[]) => Float64Array;
}

function drawOf(
  visitors: readonly (PlannedVisitor & { readonly line: number })[],
  { hall, halfHours, past, pace, minutesOf }: Placed,
  random: () => number,
): PlanDraw {
  const { sessions, site } = hall;
  const closes = sessions.at(-1)?.[1] ?? 0;
  const first = halfHours[0]?.from ?? 0;
  // whoever comes too late is not given a number
  const there = visitors.filter(({ at }) => at < closes).sort((a, b) => a.at - b.at);
  const crowd: Crowd = { due: [], timed: [], line: [] };
  const since = new Float64Array(there.length);
  const cell = new Int32Array(there.length);
  const visits: Float64Array[] = [];
  there.forEach(({ at, bookedStart, priority, services, line }, person) => {
    const issuedAt = at * minute;
    const booked = bookedStart === null ? null : bookedStart * minute;
    const { due, dueReason } = dueFor({ bookedStart: booked, issuedAt, priority }, site.hall);
    crowd.due.push(due);
    crowd.timed.push(dueReason.kind === 'appointment' ? 1 : 0);
    crowd.line.push(line);
    const from = whenOpen(Math.max(at, bookedStart ?? 0), sessions);
    since[person] = from * minute;
    cell[person] = Math.max(0, Math.min(halfHours.length - 1, Math.floor((from - first) / stepMinutes)));
    visits.push(
      new Float64Array(quantileSteps + 1).fill(drawnMinutes(minutesOf(services), past, pace, random)),
    );
  });
  const coming = there.map(({ at }, person) => ({ person, at: at * minute }));
  return { crowd, coming, visits, since, cell };
}

/** A wait counts from when the hall is open: before opening and at lunch nobody is promised a call. */
function whenOpen(at: number, sessions: PlanHall['sessions']): number {
  for (const [opens, closes] of sessions) if (at < closes) return Math.max(at, opens);
  return at;
}

/** Minutes that a counter is busy with one visit, the way to the next one included. Whoever serves it is drawn with it. */
function drawnMinutes(
  visit: Float64Array,
  { times: { habits }, pace: known }: BranchPast,
  day: number,
  random: () => number,
): number {
  const clerk = 1.73 * (random() + random() + random() + random() - 2);
  const pace = Math.exp(day + clerk * Math.sqrt(known.clerkVariance + known.clerkDayVariance));
  const [missed, again] = [random() < habits.missedShare, random() < habits.repeatShare];
  const [first, second] = [pace * quantile(visit, random()), pace * quantile(visit, random())];
  return (missed ? habits.missedMinutes : first + (again ? second : 0)) + 2 * random() * habits.between;
}

function minutesCache({ times }: BranchPast): (services: readonly VisitService[]) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (services) => {
    const name = services.map(({ code, quantity }) => `${code}*${quantity}`).join(' ');
    const found = known.get(name) ?? visitMinutes(services, times);
    known.set(name, found);
    return found;
  };
}
