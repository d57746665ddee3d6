import type { VisitService } from '../../catalogue/service.ts';
import type { BranchPast } from '../forecast/branch-past.ts';
import type { RecordedDay } from '../forecast/recorded-day.ts';
import { type HalfHour, stepMinutes } from './half-hours.ts';

/** Somebody who comes on a day that is played; minutes after midnight. */
export interface PlannedVisitor {
  readonly at: number;
  /** null: a walk-in */
  readonly bookedStart: number | null;
  readonly priority: boolean;
  readonly services: readonly VisitService[];
}

/** A visit that is booked for the day which is planned; minutes after midnight. */
export interface KnownBooking {
  readonly start: number;
  readonly services: readonly VisitService[];
}

/** So many tickets come in each half hour. */
export interface TypedDemand {
  readonly kind: 'typed';
  readonly tickets: readonly number[];
}

/** As on earlier days, times a factor; of a date that comes, with what is booked for it so far. */
export interface OwnDemand {
  readonly kind: 'own';
  /** by walk-ins of the earlier days, 1: as many */
  readonly walkIns: number;
  readonly booked: number;
  readonly ahead: { readonly days: number; readonly bookings: readonly KnownBooking[] } | null;
}

export type Demand = TypedDemand | OwnDemand;

interface Ask {
  readonly past: BranchPast;
  readonly days: readonly RecordedDay[];
  readonly halfHours: readonly HalfHour[];
  /** what visits are for where that was not recorded; not empty */
  readonly usual: readonly (readonly VisitService[])[];
}

/** Who comes on one day that may be; `like`: the number of the earlier day that it is like. */
export function visitorsOf(
  demand: Demand,
  ask: Ask,
  like: number,
  random: () => number,
): readonly PlannedVisitor[] {
  if (demand.kind === 'typed') return typed(demand, ask, random);
  const day = ask.days[like % ask.days.length];
  if (day === undefined) return [];
  return [...walkInsLike(day, demand.walkIns, random), ...bookedLike(day, demand, ask, random)];
}

function typed({ tickets }: TypedDemand, { halfHours, usual, days }: Ask, random: () => number) {
  const found: PlannedVisitor[] = [];
  const mixes = servicesSeen(days, usual);
  halfHours.forEach(({ from }, index) => {
    for (let count = tickets[index] ?? 0; count > 0; count -= 1) {
      const services = pick(mixes, random) ?? [];
      found.push({ at: from + stepMinutes * random(), bookedStart: null, priority: false, services });
    }
  });
  return found;
}

/** Copies of a visitor come some minutes apart. */
const apart = 12;

function walkInsLike(day: RecordedDay, factor: number, random: () => number): PlannedVisitor[] {
  return day.walkIns.flatMap(({ at, priority, services }) =>
    copies(factor, random).map(() => ({
      at: at + apart * (random() - 0.5),
      bookedStart: null,
      priority,
      services,
    })),
  );
}

function bookedLike(day: RecordedDay, demand: OwnDemand, ask: Ask, random: () => number): PlannedVisitor[] {
  const { ahead, booked: factor } = demand;
  const mixes = servicesSeen([day], ask.usual);
  const later = ahead === null ? day.booked : day.booked.filter(({ lead }) => lead < ahead.days);
  const found: PlannedVisitor[] = later.flatMap(({ start, came }) =>
    came === null
      ? []
      : copies(factor, random).map(() => ({
          at: came,
          bookedStart: start,
          priority: false,
          services: pick(mixes, random) ?? [],
        })),
  );
  const { share, early } = ask.past.shows;
  for (const { start, services } of ahead?.bookings ?? []) {
    if (random() > share) continue;
    found.push({ at: start - (pick(early, random) ?? 8), bookedStart: start, priority: false, services });
  }
  return found;
}

function copies(factor: number, random: () => number): readonly null[] {
  return Array.from({ length: Math.floor(factor + random()) }, () => null);
}

function servicesSeen(
  days: readonly RecordedDay[],
  usual: Ask['usual'],
): readonly (readonly VisitService[])[] {
  const seen = days.flatMap(({ visits }) => visits.map(({ services }) => services));
  return seen.length > 0 ? seen : usual;
}

function pick<Each>(list: readonly Each[], random: () => number): Each | undefined {
  return list[Math.floor(random() * list.length)];
}
