import type { Locale } from '../../domain/catalogue/words.ts';
import type { CounterState, Hall } from '../../domain/queue/hall/hall.ts';
import type { Ticket, TicketOutcome, TicketState } from '../../domain/queue/hall/ticket.ts';
import type { Flag, Table } from '../table.ts';

export interface HallCounterRow {
  readonly site: string;
  readonly day: string;
  readonly counter: string;
  readonly state: CounterState['state'];
  readonly ticket: string | null;
  readonly since: number;
  readonly staff: string | null;
  readonly taken_from: string | null;
  readonly pause_reason: string | null;
  readonly help_since: number | null;
}

export interface CounterClerkRow {
  readonly day: string;
  readonly staff: string;
  readonly site: string;
  readonly counter: string;
}

export interface HallDayRow {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly state: Hall['state'];
  readonly pause_reason: string | null;
  readonly last_call_lifted: Flag;
  readonly last_numbers: string;
  readonly calls: string;
}

export interface HallEventRow {
  readonly site: string;
  readonly day: string;
  readonly version: number;
  readonly at: number;
  readonly type: string;
  readonly data: string;
  readonly actor: string;
}

export interface TicketRow {
  readonly id: string;
  readonly site: string;
  readonly day: string;
  readonly number: string;
  readonly queue: string;
  readonly token: string;
  readonly state: TicketState;
  readonly kind: Ticket['kind'];
  readonly priority: Flag;
  readonly services: string;
  readonly booking: string | null;
  readonly booked_start: number | null;
  readonly issued_at: number;
  readonly due: number;
  readonly due_reason: string;
  readonly counter: string | null;
  readonly reserved_for: string | null;
  readonly called_at: number | null;
  readonly times_called: number;
  readonly started_at: number | null;
  readonly missed_at: number | null;
  readonly returned: Flag;
  readonly parked_at: number | null;
  readonly ended_at: number | null;
  readonly outcome: TicketOutcome | null;
  readonly told_low: number | null;
  readonly told_high: number | null;
  readonly note: string | null;
  readonly deferred: number;
  readonly language: Locale | null;
  readonly on_phone: Flag;
  readonly texted: Flag;
}

/** Bookings that are called first on arrival, and the tickets that were not reached or the visits that were not held: one of both. */
export interface PriorityVisitRow {
  readonly booking: string;
  readonly ticket: string | null;
  readonly visit: string | null;
}

export interface RatingRow {
  readonly ticket: string;
  readonly score: number;
  readonly at: number;
}

export interface FloorAlarmRow {
  readonly site: string;
  readonly day: string;
  readonly subject: string;
  readonly seen_at: number | null;
  readonly told_at: number | null;
}

export interface PlannedStaffingRow {
  readonly site: string;
  readonly weekday: number;
  readonly from_minute: number;
  readonly counters: number;
}

export interface StaffingWarningRow {
  readonly site: string;
  readonly day: string;
  readonly found: string;
  readonly stands: Flag;
  readonly told: string | null;
  readonly told_at: number | null;
}

/** What is followed up of a low rating. */
export interface RatingCaseRow {
  readonly ticket: string;
  readonly site: string;
  readonly opened_at: number;
  readonly due_at: number;
  readonly wants_contact: Flag | null;
  readonly contact: string | null;
  readonly words: string | null;
  readonly answered_at: number | null;
  readonly answered_by: string | null;
  readonly answer: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly hall_counter: Table<HallCounterRow>;
    readonly counter_clerk: Table<CounterClerkRow>;
    readonly hall_day: Table<HallDayRow, 'last_call_lifted' | 'last_numbers' | 'calls'>;
    readonly hall_event: Table<HallEventRow>;
    readonly ticket: Table<TicketRow, 'deferred' | 'on_phone' | 'texted'>;
    readonly rating: Table<RatingRow>;
    readonly floor_alarm: Table<FloorAlarmRow>;
    readonly planned_staffing: Table<PlannedStaffingRow>;
    readonly staffing_warning: Table<StaffingWarningRow>;
    readonly rating_case: Table<RatingCaseRow>;
    readonly priority_visit: Table<PriorityVisitRow>;
  }
}
