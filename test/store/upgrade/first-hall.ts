import { pastDays, visits } from './first-visits.ts';
import type { Rows } from './rows.ts';

const json = JSON.stringify;
const minute = 60_000;
const counter = 'BJ-TSY-1';
const services = [{ code: 'RENEW', quantity: 1 }];

interface Event {
  readonly type: string;
  readonly at: number;
  readonly data: object;
}

interface Day {
  readonly events: readonly Event[];
  readonly tickets: readonly Record<string, unknown>[];
}

/** Thirty appointments and thirty walk-ins, each called at once, served for three minutes; the clerk pauses once; the day is closed. */
function played(day: string): Day {
  const opens = Date.parse(`${day}T09:00:00+08:00`);
  const appointments = visits.filter((visit) => visit.day === day);
  const events: Event[] = [{ type: 'counter_opened', at: opens, data: { counter, staff: 's1' } }];
  const tickets: Record<string, unknown>[] = [];
  for (let k = 0; k < 60; k += 1) {
    const visit = k % 2 === 0 ? appointments[k / 2] : undefined;
    const issued = opens + minute + k * 5 * minute;
    const id = `t-${day}-${k}`;
    const dueReason =
      visit === undefined
        ? { kind: 'walk_in', issued, targetMinutes: 20 }
        : { kind: 'appointment', at: visit.start };
    const ticket = {
      id,
      number: `A${String(k + 1).padStart(3, '0')}`,
      queue: 'BJ-TSY:A',
      services,
      kind: visit === undefined ? 'walk_in' : 'appointment',
      priority: false,
      booking: visit?.id ?? null,
      bookedStart: visit?.start ?? null,
      issuedAt: issued,
      due: visit?.start ?? issued + 20 * minute,
      dueReason,
      state: 'waiting',
      counter: null,
      reservedFor: null,
      calledAt: null,
      timesCalled: 0,
      startedAt: null,
      missedAt: null,
      returned: false,
      parkedAt: null,
      endedAt: null,
      outcome: null,
      toldWait: { low: 0, high: 5 },
    };
    events.push(
      { type: 'ticket_issued', at: issued, data: { ticket, sequence: k + 1 } },
      {
        type: 'ticket_called',
        at: issued + minute,
        data: { ticket: id, counter, outOfTurn: k === 7 ? '赶飞机' : null, overtook: 0 },
      },
      { type: 'service_started', at: issued + minute, data: { ticket: id, counter } },
      {
        type: 'service_finished',
        at: issued + 4 * minute,
        data: { ticket: id, counter, outcome: 'completed' },
      },
    );
    tickets.push({
      id,
      site: 'BJ-TSY',
      day,
      number: ticket.number,
      queue: ticket.queue,
      token: `token-${id}`,
      state: 'done',
      kind: ticket.kind,
      priority: false,
      services: json(services),
      booking: ticket.booking,
      booked_start: ticket.bookedStart,
      issued_at: issued,
      due: ticket.due,
      due_reason: json(dueReason),
      counter,
      reserved_for: null,
      called_at: issued + minute,
      times_called: 1,
      started_at: issued + minute,
      missed_at: null,
      returned: false,
      parked_at: null,
      ended_at: issued + 4 * minute,
      outcome: 'completed',
      told_low: 0,
      told_high: 5,
    });
  }
  const over = opens + 8 * 60 * minute;
  events.push(
    { type: 'counter_paused', at: over - 2 * minute, data: { counter, reason: '开会' } },
    { type: 'counter_resumed', at: over - minute, data: { counter } },
    { type: 'counter_closed', at: over, data: { counter } },
    { type: 'day_closed', at: over, data: {} },
  );
  return { events, tickets };
}

const days = pastDays.map((day) => ({ day, ...played(day) }));

export const hallRows: Rows = {
  hall_event: days.flatMap(({ day, events }) =>
    events.map(({ type, at, data }, index) => ({
      site: 'BJ-TSY',
      day,
      version: index + 1,
      at,
      type,
      data: json(data),
      actor: 'staff:s1',
    })),
  ),
  ticket: days.flatMap(({ tickets }) => tickets),
  hall_day: days.map(({ day, events, tickets }) => ({
    site: 'BJ-TSY',
    day,
    version: events.length,
    state: 'closed',
    pause_reason: null,
    last_call_lifted: false,
    last_numbers: json({ 'BJ-TSY:A': tickets.length }),
    calls: json(
      tickets
        .slice(-12)
        .toReversed()
        .map(({ id, number, called_at }) => ({ ticket: id, number, counter, at: called_at, times: 1 })),
    ),
  })),
  hall_counter: days.map(({ day, events }) => ({
    site: 'BJ-TSY',
    day,
    counter,
    state: 'closed',
    ticket: null,
    since: events.at(-1)?.at,
    staff: null,
    pause_reason: null,
    help_since: null,
  })),
  day_fold: pastDays.slice(0, 1).map((day) => ({ site: 'BJ-TSY', day, version: 1, form: 0, fold: '{}' })),
  rating: days.flatMap(({ tickets }) =>
    tickets.slice(0, 20).map(({ id, ended_at }) => ({ ticket: id, score: 5, at: ended_at })),
  ),
  ahead_notice: days.map(({ day, tickets }) => ({
    ticket: tickets[0]?.['id'],
    site: 'BJ-TSY',
    day,
    channel: 'mail',
    recipient: 'ahead@test.invalid',
    locale: 'zh-CN',
    sent: true,
    asked_at: tickets[0]?.['issued_at'],
  })),
};
