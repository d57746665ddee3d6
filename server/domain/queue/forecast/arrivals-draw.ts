import { minute } from '../../calendar/durations.ts';
import { weekdayOf } from '../../calendar/local-time.ts';
import { dueFor } from '../hall/call-policy.ts';
import type { Hall } from '../hall/hall.ts';
import type { HallPolicy } from '../hall/hall-policy.ts';
import { type BranchPast, leadClass } from './branch-past.ts';
import type { BookedArrival } from './waiting-scene.ts';

/** Somebody who comes in one future. Instants are epoch ms. */
export interface Coming {
  readonly person: number;
  readonly at: number;
  readonly due: number;
  readonly timed: boolean;
}

export interface ArrivalsKnown {
  readonly past: BranchPast;
  readonly hall: Hall;
  readonly policy: HallPolicy;
  readonly midnight: number;
  readonly now: number;
}

/** Beta: how many of today's booked visits come, by earlier days and by those whose time has passed. */
export interface ShowsToday {
  readonly mean: number;
  readonly weight: number;
}

export function showsToday(
  { past, hall, policy, now }: ArrivalsKnown,
  booked: readonly BookedArrival[],
): ShowsToday {
  const over = now - policy.lateGrace * minute;
  let came = 0;
  for (const { bookedStart } of hall.tickets.values())
    if (bookedStart !== null && bookedStart < over) came += 1;
  const absent = booked.filter(({ start }) => start < over).length;
  const { share, weight } = past.shows;
  return { mean: (share * weight + came) / (weight + came + absent), weight: weight + came + absent };
}

/** Who of the booked visitors still comes, and when. `z` is the future's standard normal draw of how many come today. */
export function drawBooked(
  known: ArrivalsKnown,
  booked: readonly BookedArrival[],
  first: number,
  shows: ShowsToday,
  z: number,
  random: () => number,
): Coming[] {
  const { past, policy, midnight, now } = known;
  const spread = Math.sqrt((shows.mean * (1 - shows.mean)) / (shows.weight + 1));
  const today = Math.max(0.02, Math.min(0.995, shows.mean + z * spread));
  const coming: Coming[] = [];
  booked.forEach(({ start, bookedAt }, index) => {
    const hour = past.shows.byHour.get(Math.floor((start - midnight) / (60 * minute))) ?? 1;
    const lead =
      bookedAt === undefined
        ? 1
        : (past.shows.byLead.get(leadClass((start - bookedAt) / (1440 * minute))) ?? 1);
    const comes = 1 - Math.min(0.98, (1 - today) * hour * lead);
    // drawn again while the draw says "came already": that is known to be untrue
    for (let tries = 0; tries < 4; tries += 1) {
      if (random() > comes) return;
      const at = start - Math.min(earlyBy(past, random), policy.checkInEarly) * minute;
      if (at <= now) continue;
      const { due, dueReason } = dueFor({ bookedStart: start, issuedAt: at, priority: false }, policy);
      coming.push({ person: first + index, at, due, timed: dueReason.kind === 'appointment' });
      return;
    }
  });
  return coming;
}

/** Until there are so many, what is usual is drawn from as well: 8 minutes early, more or less 7. */
const enoughSeen = 60;

function earlyBy({ shows }: BranchPast, random: () => number): number {
  const seen = shows.early.length;
  if (random() * enoughSeen < seen) return shows.early[Math.floor(random() * seen)] ?? 0;
  return 8 + 7 * 1.73 * (random() + random() + random() + random() - 2);
}

/**
 * How many walk-ins today brings by an earlier day, by its weekday and by those who came so far: a gamma's mean, and its variance by the
 * mean squared.
 */
export function crowdToday({ past, hall, midnight, now }: ArrivalsKnown): {
  readonly mean: number;
  readonly spread: number;
} {
  if (past.days.length === 0) return { mean: 1, spread: 0.3 };
  const clock = (now - midnight) / minute;
  const before = past.days.map(({ walkIns }) => walkIns.filter(({ at }) => at <= clock).length);
  const usual = mean(before);
  const whole = mean(past.days.map(({ walkIns }) => walkIns.length));
  const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdayFactor(past.days, weekday, whole));
  const factorOn = (day: string): number => byWeekday[weekdayOf(day) - 1] ?? 1;
  const apart = past.days.map(({ day, walkIns }) => {
    const expected = whole * factorOn(day);
    return Math.max(0, (walkIns.length - expected) ** 2 - expected);
  });
  const shape = 1 / Math.max(0.01, mean(apart) / Math.max(1, whole ** 2));
  let came = 0;
  for (const { booking } of hall.tickets.values()) if (booking === null) came += 1;
  return {
    mean: (shape + came) / (shape / factorOn(hall.day) + usual),
    spread: Math.sqrt(1 / (shape + came)),
  };
}

/** That weekdays do not differ is believed as much as so many days of one. */
const alikeWeight = 3;

function weekdayFactor(days: BranchPast['days'], weekday: number, whole: number): number {
  const own = days.filter(({ day }) => weekdayOf(day) === weekday);
  const came = own.reduce((total, { walkIns }) => total + walkIns.length, 0);
  return (came + alikeWeight * whole + 1) / ((own.length + alikeWeight) * whole + 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0) / Math.max(1, values.length);
}
