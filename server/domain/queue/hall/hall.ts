import type { VisitService } from '../../catalogue/service.ts';
import type { Site } from '../../catalogue/site.ts';
import type { Locale } from '../../catalogue/words.ts';
import type { WaitRange } from '../forecast/wait-range.ts';
import type { ClerkCommand, TakenOver } from './clerk-command.ts';
import type { EndCommand, EndFact } from './day-end-facts.ts';
import type { CorrectionCommand, CorrectionFact } from './hall-corrections.ts';
import type { ServiceOutcome, Ticket } from './ticket.ts';

export interface CounterState {
  readonly counter: string;
  readonly state: 'closed' | 'open' | 'paused';
  /** the ticket that is called or served here; at most one (H2) */
  readonly ticket: string | null;
  readonly since: number;
  /** who works it: a staff id, or `key:` and the id of a key; null: nobody said */
  readonly staff: string | null;
  /** from whom it was taken over last since it opened; null: from nobody */
  readonly takenFrom: string | null;
  readonly pauseReason: string | null;
  readonly helpSince: number | null;
}

/** One call that screens show and say. */
export interface Call {
  readonly ticket: string;
  readonly number: string;
  readonly counter: string;
  readonly at: number;
  readonly times: number;
}

/** The state of one site's day. Replaying the events from `emptyHall` gives exactly this (H4). */
export interface Hall {
  readonly site: string;
  /** local date, YYYY-MM-DD */
  readonly day: string;
  /** number of events so far, no gap */
  readonly version: number;
  readonly state: 'open' | 'paused' | 'closed';
  readonly pauseReason: string | null;
  readonly lastCallLifted: boolean;
  readonly tickets: ReadonlyMap<string, Ticket>;
  readonly counters: ReadonlyMap<string, CounterState>;
  /** queue id → last number given */
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** newest first, one entry a ticket: the last 12, and everybody who is still at a counter */
  readonly calls: readonly Call[];
}

export interface HallContext {
  readonly site: Site;
  readonly now: number;
}

export type HallCommand =
  | CorrectionCommand
  | {
      readonly type: 'issue';
      readonly id: string;
      readonly queue: string;
      readonly services: readonly VisitService[];
      readonly priority: boolean;
      readonly language?: Locale;
      /** of this the ticket keeps the minutes, which it is measured by */
      readonly toldWait: WaitRange | null;
      /** the wait that the last-call rule judges by: minutes until the ticket would be served, high estimate; null: not judged */
      readonly lastCallWait: number | null;
      /** end of today's opening, epoch ms; null: not open today */
      readonly closesAt: number | null;
      readonly byStaff: boolean;
    }
  | {
      readonly type: 'check_in';
      readonly id: string;
      readonly booking: string;
      readonly bookedStart: number;
      readonly queue: string;
      readonly services: readonly VisitService[];
      readonly priority: boolean;
      readonly language?: Locale;
      readonly toldWait: WaitRange | null;
    }
  | ClerkCommand
  | { readonly type: 'close_counter'; readonly counter: string }
  | { readonly type: 'pause_counter'; readonly counter: string; readonly reason: string }
  | { readonly type: 'resume_counter'; readonly counter: string }
  | { readonly type: 'call_next'; readonly counter: string }
  /** this one out of turn: needs a reason, is counted */
  | {
      readonly type: 'call_ticket';
      readonly counter: string;
      readonly ticket: string;
      readonly reason: string;
    }
  | { readonly type: 'recall'; readonly counter: string }
  | { readonly type: 'start'; readonly counter: string }
  | {
      readonly type: 'finish';
      readonly counter: string;
      readonly outcome: ServiceOutcome;
      /** whoever was only called is not taken for served: refused with not_started, to be asked "served, or did not come?" */
      readonly onlyStarted?: boolean;
    }
  | { readonly type: 'missed'; readonly counter: string }
  | { readonly type: 'park'; readonly counter: string }
  /** `by`: the counter whose clerk asks */
  | { readonly type: 'resume_ticket'; readonly ticket: string; readonly by?: string }
  | { readonly type: 'return'; readonly ticket: string; readonly by?: string }
  /** takes the last command of a counter back; `history`: every event of the day so far */
  | { readonly type: 'undo'; readonly counter: string; readonly history: readonly HallEvent[] }
  | {
      readonly type: 'transfer';
      readonly counter: string;
      readonly toQueue: string | null;
      readonly toCounter: string | null;
    }
  | { readonly type: 'leave'; readonly ticket: string }
  | { readonly type: 'ask_help'; readonly counter: string }
  | { readonly type: 'end_help'; readonly counter: string }
  | { readonly type: 'pause_hall'; readonly reason: string }
  | { readonly type: 'resume_hall' }
  | { readonly type: 'lift_last_call'; readonly lifted: boolean }
  | EndCommand
  /** takes the end of the day back, on the same day; `history`: every event of the day so far */
  | { readonly type: 'reopen_day'; readonly history: readonly HallEvent[] };

export const undoableCommands = [
  'call',
  'start',
  'finish',
  'missed',
  'park',
  'transfer',
  'return',
  'resume',
] as const;
/** What a clerk can take back. */
export type UndoableCommand = (typeof undoableCommands)[number];

/** The events with the versions `takesBack` count as if they had never been; `was` is what there would be without them. */
interface CommandUndone {
  readonly type: 'command_undone';
  readonly counter: string;
  readonly command: UndoableCommand;
  readonly ticket: string;
  readonly takesBack: readonly number[];
  readonly was: {
    readonly ticket: Ticket;
    /** null: nothing was known of the counter that day */
    readonly counter: CounterState | null;
    readonly calls: readonly Call[];
  };
}

/** The end of the day with the versions `takesBack` counts as if it had never been; `was` is what there would be without it. */
interface DayReopened {
  readonly type: 'day_reopened';
  readonly takesBack: readonly number[];
  readonly was: Pick<Hall, 'pauseReason'> & {
    readonly state: 'open' | 'paused';
    /** only those that the end of the day had changed */
    readonly tickets: readonly Ticket[];
    readonly counters: readonly CounterState[];
  };
}

interface EventHead {
  readonly version: number;
  readonly at: number;
}

/** Facts of the hall's day, in order, each with the version that it made. Plain JSON; old ones must stay readable. */
export type HallEvent = EventHead &
  (
    | { readonly type: 'ticket_issued'; readonly ticket: Ticket; readonly sequence: number }
    | { readonly type: 'counter_opened'; readonly counter: string; readonly staff: string | null }
    | TakenOver
    | { readonly type: 'counter_closed'; readonly counter: string }
    | { readonly type: 'counter_paused'; readonly counter: string; readonly reason: string }
    | { readonly type: 'counter_resumed'; readonly counter: string }
    | {
        readonly type: 'ticket_called';
        readonly ticket: string;
        readonly counter: string;
        /** out of turn, with the reason */
        readonly outOfTurn: string | null;
        readonly overtook: number;
        /** the visitor's mobile is written to */
        readonly texted?: true;
      }
    | {
        readonly type: 'ticket_recalled';
        readonly ticket: string;
        readonly counter: string;
        readonly times: number;
      }
    | {
        readonly type: 'service_started';
        readonly ticket: string;
        readonly counter: string;
        /** one command has started the visit and finished it */
        readonly withFinish?: true;
      }
    | {
        readonly type: 'service_finished';
        readonly ticket: string;
        readonly counter: string;
        readonly outcome: ServiceOutcome;
      }
    | { readonly type: 'ticket_missed'; readonly ticket: string; readonly counter: string }
    | { readonly type: 'ticket_parked'; readonly ticket: string; readonly counter: string }
    | { readonly type: 'ticket_resumed'; readonly ticket: string; readonly by?: string }
    | { readonly type: 'ticket_returned'; readonly ticket: string; readonly by?: string }
    | {
        readonly type: 'ticket_transferred';
        readonly ticket: string;
        readonly from: string;
        readonly toQueue: string;
        readonly toCounter: string | null;
      }
    | { readonly type: 'ticket_left'; readonly ticket: string }
    | CommandUndone
    | CorrectionFact
    | { readonly type: 'help_asked'; readonly counter: string }
    | { readonly type: 'help_ended'; readonly counter: string }
    | { readonly type: 'hall_paused'; readonly reason: string }
    | { readonly type: 'hall_resumed' }
    | { readonly type: 'last_call_lifted'; readonly lifted: boolean }
    | EndFact
    | DayReopened
  );

export function emptyHall(site: string, day: string): Hall {
  return {
    site,
    day,
    version: 0,
    state: 'open',
    pauseReason: null,
    lastCallLifted: false,
    tickets: new Map(),
    counters: new Map(),
    lastNumbers: new Map(),
    calls: [],
  };
}
