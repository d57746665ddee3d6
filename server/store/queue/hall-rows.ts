import type { CounterState, Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import type { DueReason, Ticket } from '../../domain/queue/hall/ticket.ts';
import { formatActor, type Who } from '../../domain/staff/actor.ts';
import type { HallCounterRow, HallDayRow, HallEventRow, TicketRow } from './queue-columns.ts';

export function ticketRow(ticket: Ticket): Omit<TicketRow, 'site' | 'day' | 'token'> {
  return {
    id: ticket.id,
    number: ticket.number,
    queue: ticket.queue,
    state: ticket.state,
    kind: ticket.kind,
    priority: ticket.priority,
    services: JSON.stringify(ticket.services),
    booking: ticket.booking,
    booked_start: ticket.bookedStart,
    issued_at: ticket.issuedAt,
    due: ticket.due,
    due_reason: JSON.stringify(ticket.dueReason),
    counter: ticket.counter,
    reserved_for: ticket.reservedFor,
    called_at: ticket.calledAt,
    times_called: ticket.timesCalled,
    started_at: ticket.startedAt,
    missed_at: ticket.missedAt,
    returned: ticket.returned,
    parked_at: ticket.parkedAt,
    ended_at: ticket.endedAt,
    outcome: ticket.outcome,
    on_phone: ticket.onPhone,
    texted: ticket.texted,
    language: ticket.language,
    note: ticket.note,
    deferred: ticket.deferred,
    told_low: ticket.toldWait?.low ?? null,
    told_high: ticket.toldWait?.high ?? null,
  };
}

export function ticketOf(row: TicketRow): Ticket {
  return {
    id: row.id,
    number: row.number,
    queue: row.queue,
    services: JSON.parse(row.services) as Ticket['services'],
    kind: row.kind,
    priority: Boolean(row.priority),
    booking: row.booking,
    bookedStart: row.booked_start,
    issuedAt: row.issued_at,
    due: row.due,
    dueReason: JSON.parse(row.due_reason) as DueReason,
    state: row.state,
    counter: row.counter,
    reservedFor: row.reserved_for,
    calledAt: row.called_at,
    timesCalled: row.times_called,
    startedAt: row.started_at,
    missedAt: row.missed_at,
    returned: Boolean(row.returned),
    parkedAt: row.parked_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    onPhone: Boolean(row.on_phone),
    texted: Boolean(row.texted),
    language: row.language,
    note: row.note,
    deferred: row.deferred,
    toldWait:
      row.told_low === null || row.told_high === null ? null : { low: row.told_low, high: row.told_high },
  };
}

export function counterStateRow(state: CounterState): Omit<HallCounterRow, 'site' | 'day'> {
  const { counter, ticket, since, staff, takenFrom, pauseReason, helpSince } = state;
  return {
    counter,
    state: state.state,
    ticket,
    since,
    staff,
    taken_from: takenFrom,
    pause_reason: pauseReason,
    help_since: helpSince,
  };
}

export function counterStateOf(row: HallCounterRow): CounterState {
  return {
    counter: row.counter,
    state: row.state,
    ticket: row.ticket,
    since: row.since,
    staff: row.staff,
    takenFrom: row.taken_from,
    pauseReason: row.pause_reason,
    helpSince: row.help_since,
  };
}

export function hallDayRow(hall: Hall): HallDayRow {
  return {
    site: hall.site,
    day: hall.day,
    version: hall.version,
    state: hall.state,
    pause_reason: hall.pauseReason,
    last_call_lifted: hall.lastCallLifted,
    last_numbers: JSON.stringify(Object.fromEntries(hall.lastNumbers)),
    calls: JSON.stringify(hall.calls),
  };
}

export function eventRow(hall: Hall, event: HallEvent, actor: Who): HallEventRow {
  const { version, at, type, ...data } = event;
  return {
    site: hall.site,
    day: hall.day,
    version,
    at,
    type,
    data: JSON.stringify(data),
    actor: formatActor(actor),
  };
}

export function eventOf(row: HallEventRow): HallEvent {
  return { version: row.version, at: row.at, type: row.type, ...JSON.parse(row.data) } as HallEvent;
}
