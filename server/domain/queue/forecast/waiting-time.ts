import { minute } from '../../calendar/durations.ts';
import { crowdToday, drawBooked, showsToday } from './arrivals-draw.ts';
import { type BranchPast, unknownPast } from './branch-past.ts';
import { type FutureHall, type Joining, playFuture, remainingMinutes, type Span } from './hall-future.ts';
import { likelyAt } from './likely-day.ts';
import { type PaceToday, paceAt, paceToday, timesToday } from './pace-today.ts';
import { planAhead, spansByPlan } from './planned-counters.ts';
import { rangeOf } from './range-of-waits.ts';
import { seededRandom } from './seeded-random.ts';
import { drawSpans, without } from './staffing-draw.ts';
import { levelsNow } from './told-levels.ts';
import type { WaitRange } from './wait-range.ts';
import type { Scene, WaitInput } from './waiting-scene.ts';
import { sceneOf, staffingKnown } from './waiting-scene.ts';
import { drawWalkIns } from './walk-ins-draw.ts';

/** null: cannot be said, because no counter serves the queue or is known to open, or the hall is paused or closed. */
export interface ExpectedWaits {
  /** by ticket id: every ticket that waits */
  readonly tickets: ReadonlyMap<string, WaitRange | null>;
  /** by key: who asks; by default a new walk-in of each queue, by queue id */
  readonly newcomers: ReadonlyMap<string, WaitRange | null>;
}

/** Few who wait are played more often, so that a crowd costs little more than a handful. */
const [fewestRuns, mostRuns, persons] = [24, 80, 5000];

/** Plays the real policy forward some times from now, and says how long everybody waits. The same input gives the same answer. */
export function expectedWaits(input: WaitInput): ExpectedWaits {
  const past: BranchPast = input.past ?? unknownPast(input.times);
  const pace = paceToday(past.pace, input.hall, input.now);
  const scene = sceneOf({ ...input, times: timesToday(input.times, pace) });
  const people = scene.keys.length;
  const runs = input.runs ?? Math.max(fewestRuns, Math.min(mostRuns, Math.round(persons / (people + 1))));
  const waits = new Float64Array(people * runs).fill(Number.POSITIVE_INFINITY);
  const works = input.hall.state === 'open' && scene.counters.length > 0;
  if (works) playAll(scene, { ...input, past, pace }, waits, runs);
  const tickets = new Map<string, WaitRange | null>();
  const newcomers = new Map<string, WaitRange | null>();
  const levelOf = levelsNow(input.levels ?? new Map(), input.hall, input.now);
  const hours = { sessions: input.sessions ?? [], now: input.now };
  for (let person = 0; person < people; person += 1) {
    const answer = scene.keys[person];
    if (answer === undefined) continue;
    const { queue, booked } = answer;
    const sorted = waits.subarray(person * runs, (person + 1) * runs).sort();
    (answer.ticket ? tickets : newcomers).set(answer.key, rangeOf(sorted, levelOf(queue, booked), hours));
  }
  return { tickets, newcomers };
}

interface Playing extends WaitInput {
  readonly past: BranchPast;
  readonly pace: PaceToday;
}

function playAll(scene: Scene, input: Playing, waits: Float64Array, runs: number): void {
  const { hall, site, now, times, past, pace } = input;
  const staffing = staffingKnown(input);
  const known = { past, hall, policy: site.hall, midnight: staffing.midnight, now };
  const shows = showsToday(known, input.arrivals);
  const crowd = crowdToday(known);
  const random = seededRandom(input.seed);
  const people = scene.keys.length;
  const plan = planAhead(input, scene, staffing);
  // what only the plan knows of does not change the luck of the others
  const apart = seededRandom(input.seed + 1_000_003);
  for (let run = 0; run < runs; run += 1) {
    // the day's own speed is drawn in even steps: the same spread from fewer runs
    const day = likelyAt(pace.day, (run + random()) / runs);
    const like = past.days[Math.floor(random() * past.days.length)];
    const draw = {
      due: scene.crowd.due.slice(),
      timed: scene.crowd.timed.slice(),
      line: scene.crowd.line.slice(),
    };
    const visits = scene.visits.slice();
    const coming: Joining[] = [];
    for (const each of drawBooked(known, scene.arrivals, people, shows, bell(random), random)) {
      draw.due[each.person] = each.due;
      draw.timed[each.person] = each.timed ? 1 : 0;
      coming.push(each);
    }
    drawWalkIns({ scene, known, crowd, like, into: { draw, visits, coming } }, random);
    coming.sort((a, b) => a.at - b.at);
    const counters = scene.counters.map(({ code, lines, visit, elapsed, futures, closed }) => {
      const its = futures.list.length === 0 && futures.pause === null ? apart : random;
      const own = paceAt(past.pace, pace, code, day, bell(its));
      const left = visit === null ? 0 : remainingMinutes(visit, own, elapsed, its);
      const drawn = drawSpans(futures, like?.day ?? '', staffing, its);
      const spans = closed.reduce<readonly Span[]>(without, drawn);
      return { lines, spans, pace: own, freeAt: now + (left + its() * times.habits.between) * minute };
    });
    const own = counters.map(({ spans }) => spans);
    const spans = plan === null ? own : spansByPlan(own, plan, apart);
    const future: FutureHall = {
      lineCount: scene.lineCount,
      callEarlyMinutes: site.hall.callEarly,
      crowd: draw,
      waiting: people,
      coming,
      visits,
      counters: counters.map((each, place) => ({ ...each, spans: spans[place] ?? [] })),
      habits: times.habits,
      leavesPerMinute: past.leavesPerMinute,
    };
    const { calledAt } = playFuture(future, { enough: people, from: now }, random);
    for (let person = 0; person < people; person += 1)
      waits[person * runs + run] = Math.max(0, ((calledAt[person] ?? 0) - now) / minute);
  }
}

/** Roughly standard normal: four uniform numbers. */
function bell(random: () => number): number {
  return 1.73 * (random() + random() + random() + random() - 2);
}
