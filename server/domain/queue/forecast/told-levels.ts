import { minute } from '../../calendar/durations.ts';
import type { Hall } from '../hall/hall.ts';
import type { Ticket } from '../hall/ticket.ts';
import type { RecordedDay } from './recorded-day.ts';

/**
 * Adaptive conformal inference: Isaac Gibbs and Emmanuel Candès, "Adaptive Conformal Inference Under Distribution Shift", NeurIPS 2021,
 * arXiv:2106.00170. The share of futures that a told range leaves out above (`late`) and below (`early`) moves after each outcome by
 * step · (wanted − happened), so that what happens outside stays at what is wanted whatever drifts. Late and early are kept apart:
 * who is called sooner than told is surprised, who is called later has lost time.
 */
export interface Level {
  readonly late: number;
  readonly early: number;
  /** instead of both for a range from nothing on, which is wrong on one side only */
  readonly lateAlone: number;
}

/** By `levelKey`, as earlier days left them. */
export type LevelsBefore = ReadonlyMap<string, Level>;

/** A told wait and what became of it; minutes, and the instant (epoch ms) at which that was known. */
export interface ToldOutcome {
  readonly key: string;
  readonly low: number;
  readonly high: number;
  /** infinite: longer than told, and not over yet */
  readonly waited: number;
  readonly knownAt: number;
}

/**
 * Lost time costs more than a surprise: less is left out above than below. From nothing on nobody is called sooner: all that is left out
 * lies above.
 */
export const wanted: Level = { late: 0.05, early: 0.12, lateAlone: 0.12 };
/** Earlier days are remembered slowly; within a day it is today that counts, as far as the few outcomes of one stream can tell it from luck. */
export const steps = { days: 0.004, today: 0.02 };
const [least, most] = [0.01, 0.4];

/** One stream for each queue and for booked and walk-in apart. */
export function levelKey(queue: string, booked: boolean): string {
  return `${queue} ${booked ? 'booked' : 'walk_in'}`;
}

export function levelAfter(level: Level, { low, high, waited }: ToldOutcome, step: number): Level {
  const late = waited > high ? 1 : 0;
  // quiet hours, in which whole minutes cover nearly all, say nothing of a crowd: each learns from its own
  if (low <= 0) return { ...level, lateAlone: held(level.lateAlone + step * (wanted.lateAlone - late)) };
  const early = waited < low ? 1 : 0;
  return {
    ...level,
    late: held(level.late + step * (wanted.late - late)),
    early: held(level.early + step * (wanted.early - early)),
  };
}

function held(share: number): number {
  return Math.max(least, Math.min(most, share));
}

/** After the outcomes of earlier days, in their order. */
export function levelsAfter(
  outcomes: Iterable<ToldOutcome>,
  step: number,
  before: LevelsBefore = new Map(),
): LevelsBefore {
  const levels = new Map(before);
  for (const each of outcomes) levels.set(each.key, levelAfter(levels.get(each.key) ?? wanted, each, step));
  return levels;
}

/** What earlier days left, from all that they told, oldest first. */
export function levelsOf(days: readonly Pick<RecordedDay, 'told'>[]): LevelsBefore {
  const outcomes = days.flatMap(({ told }) =>
    told.map(({ queue, booked, low, high, waited, at }) => ({
      key: levelKey(queue, booked),
      low,
      high,
      waited,
      knownAt: at,
    })),
  );
  return levelsAfter(outcomes, steps.days);
}

/** As they stand now: what earlier days left, and what today has shown so far, also of those who wait longer than told. */
export function levelsNow(
  before: LevelsBefore,
  hall: Hall,
  now: number,
): (queue: string, booked: boolean) => Level {
  const levels = levelsAfter(outcomesSoFar(hall.tickets.values(), now), steps.today, before);
  return (queue, booked) => levels.get(levelKey(queue, booked)) ?? wanted;
}

/** What is known at an instant of the waits that were told, in the order in which it became known. */
export function outcomesSoFar(tickets: Iterable<Ticket>, now: number): ToldOutcome[] {
  const known: ToldOutcome[] = [];
  for (const ticket of tickets) {
    const { toldWait, issuedAt, calledAt, queue, bookedStart, dueReason } = ticket;
    // of one that waited twice the first call is not known any more
    if (toldWait === null || dueReason.kind === 'kept' || dueReason.kind === 'deferred') continue;
    const { low, high } = toldWait;
    const key = levelKey(queue, bookedStart !== null);
    const patient = issuedAt + high * minute;
    if (calledAt !== null)
      known.push({
        key,
        low,
        high,
        waited: (calledAt - issuedAt) / minute,
        knownAt: Math.min(calledAt, Math.max(patient, issuedAt)),
      });
    else if (patient < waitedUntil(ticket, now))
      known.push({ key, low, high, waited: Number.POSITIVE_INFINITY, knownAt: patient });
  }
  return known.sort((a, b) => a.knownAt - b.knownAt);
}

/** Who was never called waits until now, or has until it went; whom staff took out is no outcome. */
function waitedUntil({ state, endedAt }: Ticket, now: number): number {
  if (state === 'waiting') return now;
  return state === 'left' ? (endedAt ?? 0) : 0;
}
