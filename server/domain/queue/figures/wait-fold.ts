import { minute } from '../../calendar/durations.ts';
import type { Ticket } from '../hall/ticket.ts';
import { type OwedFold, owedOf } from './service-level.ts';
import { type StoredTimes, TimeHistogram } from './time-histogram.ts';

/** How a told wait came out: in the range that was told, below it, or above it. */
export interface ToldFold {
  readonly compared: number;
  readonly inside: number;
  readonly shorter: number;
  readonly longer: number;
}

/** Appointments and walk-ins are all visits; those of the priority lane are among them. */
export const waitKinds = ['appointment', 'walk_in', 'priority'] as const;
export type WaitKind = (typeof waitKinds)[number];

/** From so many minutes on, up to the next: bands that waits are counted in, each one exactly. */
export const waitBands = [0, 5, 10, 15, 20, 30, 45, 60] as const;

export interface WaitFold {
  /** from the issue to the first call */
  readonly waits: StoredTimes;
  /** how many of them are in each of `waitBands` */
  readonly bands: readonly number[];
  readonly told: ToldFold;
  readonly owed: OwedFold;
}

/** What is known of the waits of some tickets. `firstCalls` (epoch ms) by ticket id; `takenOut`: who was never owed a call. */
export function waitsOf(
  tickets: readonly Ticket[],
  firstCalls: ReadonlyMap<string, number>,
  takenOut: ReadonlySet<string>,
): WaitFold {
  const bands = waitBands.map(() => 0);
  const told = { compared: 0, inside: 0, shorter: 0, longer: 0 };
  const waits: number[] = [];
  for (const ticket of tickets) {
    const at = firstCalls.get(ticket.id);
    if (at === undefined) continue;
    const wait = at - ticket.issuedAt;
    waits.push(wait);
    const band = waitBands.findLastIndex((from) => wait >= from * minute);
    bands[band] = (bands[band] ?? 0) + 1;
    const range = ticket.toldWait;
    if (range === null) continue;
    told.compared += 1;
    told[wait < range.low * minute ? 'shorter' : wait > range.high * minute ? 'longer' : 'inside'] += 1;
  }
  return {
    waits: TimeHistogram.of(waits).stored(),
    bands,
    told,
    owed: owedOf(
      tickets.filter(({ id }) => !takenOut.has(id)),
      firstCalls,
    ),
  };
}
