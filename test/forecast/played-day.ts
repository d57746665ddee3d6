import { decideHall } from '../../server/domain/queue/hall/decide-hall.ts';
import { evolveAll } from '../../server/domain/queue/hall/evolve-hall.ts';
import {
  emptyHall,
  type Hall,
  type HallCommand,
  type HallEvent,
} from '../../server/domain/queue/hall/hall.ts';
import type { Ticket } from '../../server/domain/queue/hall/ticket.ts';
import type { Branch, Work } from './branch.ts';
import type { DayTruth, Shift } from './day-kinds.ts';
import { Dice } from './dice.ts';

const minute = 60_000;

export interface Booked {
  readonly id: string;
  readonly start: number;
  readonly bookedAt: number;
  readonly queue: string;
  readonly services: readonly { readonly code: string; readonly quantity: number }[];
}

export interface Asking {
  readonly hall: Hall;
  readonly now: number;
  readonly queue: string;
  readonly bookedStart: number | null;
  /** booked today and not here */
  readonly toCome: readonly Booked[];
}

export type Range = { readonly low: number; readonly high: number };
export type Tell = (asking: Asking) => Range | null;

export interface PlayedDay {
  readonly date: string;
  /** epoch ms of the local midnight */
  readonly midnight: number;
  readonly events: readonly HallEvent[];
  readonly hall: Hall;
  readonly bookings: readonly Booked[];
}

type Step = () => void;

/** One invented day through the real rules of the hall, command by command. */
export function playInvented(
  branch: Branch,
  truth: DayTruth,
  date: string,
  seed: number,
  tell: Tell,
): PlayedDay {
  return new InventedDay(branch, truth, date, seed, tell).play();
}

class InventedDay {
  private readonly agenda: { at: number; step: Step }[] = [];
  private readonly events: HallEvent[] = [];
  private readonly bookings: Booked[] = [];
  private readonly here = new Set<string>();
  private readonly dice: Dice;
  private readonly midnight: number;
  private readonly branch: Branch;
  private readonly truth: DayTruth;
  private readonly date: string;
  private readonly tell: Tell;
  private hall: Hall;
  private now = 0;

  constructor(branch: Branch, truth: DayTruth, date: string, seed: number, tell: Tell) {
    this.branch = branch;
    this.truth = truth;
    this.date = date;
    this.tell = tell;
    this.dice = new Dice(seed, 3);
    this.midnight = Date.parse(`${date}T00:00:00+08:00`);
    this.hall = emptyHall(branch.site.code, date);
  }

  play(): PlayedDay {
    this.inventBookings();
    this.inventWalkIns();
    for (const shift of this.truth.shifts) this.at(shift.spans[0]?.[0] ?? 1440, () => this.clerk(shift));
    for (let next = this.agenda.shift(); next !== undefined; next = this.agenda.shift()) {
      this.now = next.at;
      next.step();
    }
    this.do({ type: 'close_day' });
    const { date, midnight, events, hall, bookings } = this;
    return { date, midnight, events, hall, bookings };
  }

  private at(minuteOfDay: number, step: Step): void {
    const at = Math.max(this.now, Math.ceil(this.midnight + minuteOfDay * minute));
    let index = this.agenda.length;
    while (index > 0 && (this.agenda[index - 1]?.at ?? 0) > at) index -= 1;
    this.agenda.splice(index, 0, { at, step });
  }

  private in(minutes: number, step: Step): void {
    this.at((this.now - this.midnight) / minute + minutes, step);
  }

  private do(command: HallCommand): boolean {
    const decided = decideHall(this.hall, command, { site: this.branch.site, now: this.now });
    if (!decided.ok) return false;
    this.hall = evolveAll(this.hall, decided.value);
    this.events.push(...decided.value);
    return true;
  }

  private work(): Work {
    return this.dice.weighed(this.branch.works);
  }

  private inventBookings(): void {
    const { opens, lunch, closes } = this.branch;
    const quarters: number[] = [];
    for (let at = opens; at < closes - 20; at += 15)
      if (at < lunch[0] - 10 || at >= lunch[1]) quarters.push(at);
    for (let count = 0; count < this.truth.bookings; count += 1) {
      const { code, queue } = this.work();
      const start = this.dice.pick(quarters);
      this.bookings.push({
        id: `b${count}`,
        start: this.midnight + start * minute,
        bookedAt: this.midnight - this.dice.whole(0, 12) * 1440 * minute - 600 * minute,
        queue,
        services: [{ code, quantity: 1 }],
      });
    }
    this.bookings.sort((a, b) => a.start - b.start);
    for (const booked of this.bookings) {
      if (this.dice.chance(this.truth.stayAway)) continue;
      // most come a little early, the careful much, some too late
      const early = this.dice.chance(0.15) ? this.dice.between(-12, 0) : 14 * this.dice.gamma(1.8);
      const start = (booked.start - this.midnight) / minute;
      this.at(start - Math.min(early, 58), () => this.arrive(booked));
    }
  }

  private inventWalkIns(): void {
    for (let at = 520; at < this.branch.closes; at += 1) {
      let left = this.dice.waitFor(1);
      const rate = this.truth.rate(at);
      for (; left < rate; left += this.dice.waitFor(1)) {
        // an agent brings several now and then
        const people = this.dice.chance(0.04) ? 3 : 1;
        for (let each = 0; each < people; each += 1) this.at(at + left / rate, () => this.arrive(null));
      }
    }
  }

  private arrive(booked: Booked | null): void {
    const { branch, hall, now, here } = this;
    if (booked !== null) here.add(booked.id);
    const work = this.work();
    const queue = booked?.queue ?? work.queue;
    const services = booked?.services ?? [{ code: work.code, quantity: 1 }];
    const bookedStart = booked?.start ?? null;
    const toCome = this.bookings.filter(({ id }) => !here.has(id));
    const toldWait = this.tell({ hall, now, queue, bookedStart, toCome });
    const id = `t${this.events.length}`;
    const common = { id, queue, services, priority: false, toldWait };
    if (booked !== null) {
      this.do({ type: 'check_in', ...common, booking: booked.id, bookedStart: booked.start });
      return;
    }
    const closesAt = this.midnight + branch.closes * minute;
    this.do({ type: 'issue', ...common, lastCallWait: toldWait?.high ?? null, closesAt, byStaff: false });
    if (this.dice.chance(branch.impatient)) {
      this.in(this.dice.between(15, 60), () => this.do({ type: 'leave', ticket: id }));
    }
  }

  private clerk(shift: Shift): void {
    const { counter, spans, fault } = shift;
    // what was asked for stands at the next whole millisecond
    const at = (this.now - this.midnight) / minute + 1e-4;
    const state = this.hall.counters.get(counter)?.state ?? 'closed';
    const last = spans.at(-1)?.[1] ?? 0;
    const waits = [...this.hall.tickets.values()].some((ticket) => ticket.state === 'waiting');
    if (at >= last || (at >= this.branch.closes && !waits)) {
      if (state !== 'closed') this.do({ type: 'close_counter', counter });
      return;
    }
    const broken = fault !== null && at >= fault[0] && at < fault[1];
    const span = broken ? undefined : spans.find(([from, to]) => at >= from && at < to);
    if (span === undefined) {
      const noon = at > this.branch.lunch[0] - 5 && at < this.branch.lunch[1];
      const reason = broken ? '设备故障' : noon ? '午休' : '短暂离开';
      if (state === 'open') this.do({ type: 'pause_counter', counter, reason });
      const next = broken ? fault[1] : (spans.find(([from]) => from > at)?.[0] ?? last);
      this.at(Math.min(next, last), () => this.clerk(shift));
      return;
    }
    if (state === 'closed') this.do({ type: 'open_counter', counter, staff: `clerk-${counter}` });
    if (state === 'paused') this.do({ type: 'resume_counter', counter });
    if (!this.do({ type: 'call_next', counter })) {
      this.in(0.35, () => this.clerk(shift));
      return;
    }
    const id = this.hall.counters.get(counter)?.ticket ?? '';
    const ticket = this.hall.tickets.get(id);
    if (ticket !== undefined) this.serve(shift, ticket);
  }

  private serve(shift: Shift, ticket: Ticket): void {
    const { counter, fault } = shift;
    const { dice, branch } = this;
    const pause = branch.between * 2 * dice.unit();
    if (dice.chance(branch.unheard)) {
      this.in(0.8, () => this.do({ type: 'recall', counter }));
      this.in(1.5, () => this.do({ type: 'recall', counter }));
      this.in(2.2, () => this.do({ type: 'missed', counter }));
      this.in(2.2 + pause, () => this.clerk(shift));
      return;
    }
    const work = branch.works.find(({ code }) => code === ticket.services[0]?.code) as Work;
    const minutes = work.minutes * shift.pace * dice.gamma(work.shape);
    const now = (this.now - this.midnight) / minute;
    this.in(Math.min(0.5, minutes / 2), () => this.do({ type: 'start', counter }));
    if (fault !== null && now < fault[0] && now + minutes > fault[0]) {
      this.at(fault[0] + 0.6, () => {
        this.do({ type: 'transfer', counter, toQueue: ticket.queue, toCounter: null });
        this.clerk(shift);
      });
      return;
    }
    this.in(minutes, () => this.do({ type: 'finish', counter, outcome: 'completed' }));
    this.in(minutes + pause, () => this.clerk(shift));
  }
}
