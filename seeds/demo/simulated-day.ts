import { minute } from '../../server/domain/calendar/durations.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { seededRandom } from '../../server/domain/queue/forecast/seeded-random.ts';
import type { WaitRange } from '../../server/domain/queue/forecast/wait-range.ts';
import type { BookedArrival } from '../../server/domain/queue/forecast/waiting-scene.ts';
import { decideHall } from '../../server/domain/queue/hall/decide-hall.ts';
import { evolveAll } from '../../server/domain/queue/hall/evolve-hall.ts';
import type { Hall, HallCommand, HallEvent } from '../../server/domain/queue/hall/hall.ts';
import { emptyHall } from '../../server/domain/queue/hall/hall.ts';
import type { Ticket } from '../../server/domain/queue/hall/ticket.ts';
import type { RefusalCode } from '../../server/domain/refusal-codes.ts';
import { Agenda } from './agenda.ts';
import type { DayBooking, Visitor } from './simulated-arrivals.ts';
import { inventBookings, inventVisitors } from './simulated-arrivals.ts';
import type { Move, Step } from './simulated-clerk.ts';
import { clerkStep, nothing } from './simulated-clerk.ts';

export interface SimulatedDayOptions {
  readonly site: Site;
  /** epoch ms */
  readonly opensAt: number;
  readonly closesAt: number;
  readonly seed: number;
  /** visitors who would come if nobody stayed away */
  readonly tickets: number;
  /** catalogue minutes by service; the visits really take about 70 % of them */
  readonly minutes: ReadonlyMap<string, number>;
  /** left out: four tenths of the tickets are booked */
  readonly bookings?: readonly DayBooking[];
  readonly newId?: (count: number) => string;
  /** what the kiosk tells somebody who comes now */
  readonly tell?: (hall: Hall, at: number, visitor: Visitor) => WaitRange | null;
}

export interface TimedCommand {
  readonly at: number;
  readonly command: HallCommand;
}

/**
 * A day of a busy hall, one command at a time, by seed. Ask `next` with the hall as it is, carry the command out however you like
 * (at once or against a running system), then tell with `settle` whether it was accepted. Time only goes forward.
 */
export class SimulatedDay {
  readonly bookings: readonly DayBooking[];
  private readonly options: SimulatedDayOptions;
  private readonly random: () => number;
  private readonly agenda = new Agenda<Step>();
  private pending: { readonly at: number; readonly move: Move } | null = null;
  private issued = 0;

  constructor(options: SimulatedDayOptions) {
    this.options = options;
    this.random = seededRandom(options.seed);
    const { site, opensAt, closesAt, tickets } = options;
    const booked = Math.round(tickets * 0.4);
    this.bookings = options.bookings ?? inventBookings(site, booked, opensAt, closesAt, this.random);
    const walkIns = tickets - this.bookings.length;
    for (const each of inventVisitors(site, this.bookings, walkIns, opensAt, closesAt, this.random)) {
      this.agenda.add(each.at, (hall, at) => this.arrive(each, hall, at));
    }
    const world = {
      site,
      closesAt,
      random: this.random,
      takes: (ticket: Ticket) => this.takes(ticket),
      schedule: (at: number, step: Step) => this.agenda.add(Math.round(at), step),
    };
    for (const { code } of site.counters) {
      this.agenda.add(opensAt + Math.round(this.random() * 3 * minute), clerkStep(world, code));
    }
    if (this.random() < 0.3) this.pauseHall(opensAt + Math.round(this.random() * (closesAt - opensAt)));
    this.agenda.add(closesAt + minute, (hall, at) => this.closeDay(hall, at));
  }

  /** Who is booked and has no ticket yet: the arrivals still to come. */
  toCome(hall: Hall): readonly BookedArrival[] {
    const here = new Set([...hall.tickets.values()].map((each) => each.booking));
    return this.bookings.filter((each) => !here.has(each.id));
  }

  /** The next command, or null when the day is over. */
  next(hall: Hall): TimedCommand | null {
    for (let entry = this.agenda.take(); entry !== undefined; entry = this.agenda.take()) {
      if (hall.state === 'closed') return null;
      const move = entry.what(hall, entry.at);
      if (move === null) continue;
      this.pending = { at: entry.at, move };
      return { at: entry.at, command: move.command };
    }
    return null;
  }

  /** What became of the command that `next` gave, with the hall after it. */
  settle(accepted: boolean, hall: Hall): void {
    const done = this.pending;
    this.pending = null;
    done?.move.settled(accepted, hall, done.at);
  }

  private arrive(visitor: Visitor, hall: Hall, at: number): Move {
    const { newId, tell, closesAt } = this.options;
    this.issued += 1;
    const id = newId?.(this.issued) ?? `ticket-${this.issued}`;
    const toldWait = tell?.(hall, at, visitor) ?? null;
    const { queue, services, priority, booking } = visitor;
    const common = { id, queue, services, priority, toldWait };
    const command: HallCommand =
      booking === null
        ? { type: 'issue', ...common, lastCallWait: toldWait?.high ?? null, closesAt, byStaff: false }
        : { type: 'check_in', ...common, booking: booking.id, bookedStart: booking.start };
    return {
      command,
      settled: (accepted) => {
        if (!accepted || this.random() > 0.03) return;
        const leaves = at + Math.round((5 + 40 * this.random()) * minute);
        this.agenda.add(leaves, () => ({ command: { type: 'leave', ticket: id }, settled: nothing }));
      },
    };
  }

  private takes({ services }: Ticket): number {
    let minutes = 0;
    for (const { code, quantity } of services) minutes += (this.options.minutes.get(code) ?? 15) * quantity;
    const bell = 1.73 * (this.random() + this.random() + this.random() + this.random() - 2);
    return minutes * 0.7 * Math.exp(0.4 * bell);
  }

  private pauseHall(at: number): void {
    this.agenda.add(at, () => ({ command: { type: 'pause_hall', reason: '系统维护' }, settled: nothing }));
    this.agenda.add(at + 2 * minute, () => ({ command: { type: 'resume_hall' }, settled: nothing }));
  }

  private closeDay(hall: Hall, at: number): Move | null {
    const working = [...hall.counters.values()].some((each) => each.state !== 'closed');
    if (!working || at > this.options.closesAt + 120 * minute) {
      return { command: { type: 'close_day' }, settled: nothing };
    }
    this.agenda.add(at + minute, (later, instant) => this.closeDay(later, instant));
    return null;
  }
}

export interface PlayedDay {
  readonly hall: Hall;
  readonly events: readonly HallEvent[];
  readonly refusals: ReadonlyMap<RefusalCode, number>;
}

/** Plays a whole day against the pure engine. */
export function playDay(
  day: SimulatedDay,
  site: Site,
  date: string,
  look?: (hall: Hall, step: TimedCommand) => void,
): PlayedDay {
  let hall = emptyHall(site.code, date);
  const events: HallEvent[] = [];
  const refusals = new Map<RefusalCode, number>();
  for (let step = day.next(hall); step !== null; step = day.next(hall)) {
    look?.(hall, step);
    const decided = decideHall(hall, step.command, { site, now: step.at });
    if (decided.ok) {
      hall = evolveAll(hall, decided.value);
      events.push(...decided.value);
    } else refusals.set(decided.code, (refusals.get(decided.code) ?? 0) + 1);
    day.settle(decided.ok, hall);
  }
  return { hall, events, refusals };
}
