import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import { learnBranch } from '../../../../server/domain/queue/forecast/branch-past.ts';
import { type RecordedDay, recordDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import type { Demand } from '../../../../server/domain/queue/planning/day-visitors.ts';
import { drawDays, type PlanDraws } from '../../../../server/domain/queue/planning/plan-draws.ts';
import type { PlanHall } from '../../../../server/domain/queue/planning/plan-hall.ts';
import { nine, day as today } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';

const minute = 60_000;
const midnight = nine - 540 * minute;

/** Nine to twelve and one to five. */
const sessions = [
  [540, 720],
  [780, 1020],
] as const;

export function planHall(counters: number, hours: PlanHall['sessions'] = sessions): PlanHall {
  const { queues, services, counters: desks, hall } = hallSite(counters);
  return {
    site: { queues, services, counters: desks, hall },
    sessions: hours,
    planned: [...hallMinutes],
  };
}

export interface PlayedDay {
  readonly record: RecordedDay;
  /** minutes to the first call, from the booked time of whoever came earlier */
  readonly waits: readonly number[];
}

/** A day of the demonstration's simulator in a hall that is open from nine to five without a break. */
export function playedDay(counters: number, tickets: number, seed: number): PlayedDay {
  const site = hallSite(counters);
  const [opensAt, closesAt] = [nine, nine + 480 * minute];
  const simulated = new SimulatedDay({ site, opensAt, closesAt, tickets, minutes: hallMinutes, seed });
  const { events } = playDay(simulated, site, today);
  const record = recordDay({
    day: `2026-10-${String(seed).padStart(2, '0')}`,
    midnight,
    sessions: [{ opens: opensAt, closes: closesAt }],
    bookings: simulated.bookings.map(({ id, start }) => ({
      id,
      start,
      bookedAt: nine - 5000 * minute,
      came: false,
    })),
    events,
  });
  const since = new Map<string, number>();
  const waits: number[] = [];
  for (const event of events) {
    if (event.type === 'ticket_issued')
      since.set(event.ticket.id, Math.max(event.ticket.issuedAt, event.ticket.bookedStart ?? 0));
    if (event.type !== 'ticket_called') continue;
    const from = since.get(event.ticket);
    if (from !== undefined) waits.push(Math.max(0, (event.at - from) / minute));
    since.delete(event.ticket);
  }
  return { record, waits };
}

export interface DrawsOf {
  readonly counters?: number;
  readonly days?: readonly RecordedDay[];
  readonly demand: Demand;
  readonly seed?: number;
  readonly runs?: number;
  readonly sessions?: PlanHall['sessions'];
}

export function drawsOf({
  counters = 6,
  days = [],
  demand,
  seed = 1,
  runs = 20,
  ...rest
}: DrawsOf): PlanDraws {
  const hall = planHall(counters, rest.sessions);
  return drawDays({ hall, past: learnBranch(days, hallMinutes), days, demand, seed, runs });
}
