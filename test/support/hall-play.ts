import assert from 'node:assert/strict';
import type { Site } from '../../server/domain/catalogue/site.ts';
import type { Outcome } from '../../server/domain/outcome.ts';
import { decideHall } from '../../server/domain/queue/hall/decide-hall.ts';
import { evolveAll } from '../../server/domain/queue/hall/evolve-hall.ts';
import type { Hall, HallCommand, HallEvent } from '../../server/domain/queue/hall/hall.ts';
import { emptyHall } from '../../server/domain/queue/hall/hall.ts';
import type { Ticket } from '../../server/domain/queue/hall/ticket.ts';
import { queueA } from './hall-site.ts';

export const minute = 60_000;
/** 09:00 of a Tuesday in Beijing */
export const nine = Date.parse('2026-11-24T09:00:00+08:00');
export const seventeen = nine + 8 * 60 * minute;
export const day = '2026-11-24';

/** A hall to play with: commands in minutes after nine. */
export class HallPlay {
  readonly site: Site;
  readonly events: HallEvent[] = [];
  hall: Hall;
  private count = 0;

  constructor(site: Site) {
    this.site = site;
    this.hall = emptyHall(site.code, day);
  }

  attempt(at: number, command: HallCommand): Outcome<readonly HallEvent[]> {
    const decided = decideHall(this.hall, command, { site: this.site, now: nine + at * minute });
    if (decided.ok) {
      this.hall = evolveAll(this.hall, decided.value);
      this.events.push(...decided.value);
    }
    return decided;
  }

  do(at: number, command: HallCommand): readonly HallEvent[] {
    const decided = this.attempt(at, command);
    assert.ok(decided.ok, `${command.type} was refused: ${decided.ok ? '' : decided.code}`);
    return decided.value;
  }

  /** The code with which the command is refused; 'accepted' when it is not. */
  code(at: number, command: HallCommand): string {
    const decided = this.attempt(at, command);
    return decided.ok ? 'accepted' : decided.code;
  }

  open(...labels: number[]): this {
    for (const label of labels)
      this.do(0, { type: 'open_counter', counter: this.counter(label), staff: null });
    return this;
  }

  counter(label: number): string {
    return `BJ-TSY-${label}`;
  }

  walkIn(at: number, more: { queue?: string; priority?: boolean } = {}): string {
    const command = this.issue(more);
    this.do(at, command);
    return command.id;
  }

  issue(more: Partial<Extract<HallCommand, { type: 'issue' }>> = {}) {
    this.count += 1;
    return {
      type: 'issue',
      id: `t${this.count}`,
      queue: queueA,
      services: [{ code: 'RENEW', quantity: 1 }],
      priority: false,
      toldWait: null,
      lastCallWait: null,
      closesAt: seventeen,
      byStaff: false,
      ...more,
    } as const;
  }

  /** Takes the last command of a counter back. */
  undo(label = 1): HallCommand {
    return { type: 'undo', counter: this.counter(label), history: this.events };
  }

  /** Takes the end of the day back. */
  reopen(): HallCommand {
    return { type: 'reopen_day', history: this.events };
  }

  /** Checks in at `at` for an appointment at `booked`, both minutes after nine. */
  checkIn(at: number, booked: number, priority = false): string {
    const command = this.booked(booked, priority);
    this.do(at, command);
    return command.id;
  }

  booked(booked: number, priority = false) {
    this.count += 1;
    return {
      type: 'check_in',
      id: `t${this.count}`,
      booking: `b${this.count}`,
      bookedStart: nine + booked * minute,
      queue: queueA,
      services: [{ code: 'RENEW', quantity: 1 }],
      priority,
      toldWait: null,
    } as const;
  }

  /** Calls the next one and says who it is. */
  call(at: number, label = 1): string {
    const event = this.do(at, { type: 'call_next', counter: this.counter(label) })[0];
    assert.ok(event?.type === 'ticket_called');
    return event.ticket;
  }

  ticket(id: string): Ticket {
    const ticket = this.hall.tickets.get(id);
    assert.ok(ticket, `no ticket ${id}`);
    return ticket;
  }
}
