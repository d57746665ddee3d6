import type { VisitService } from '../../catalogue/service.ts';
import type { DueReason, ServiceOutcome, Ticket, TicketState, TiePlace } from './ticket.ts';

/** What a supervisor can say that became of a visit. */
export const correctedStates = [
  'done',
  'missed',
  'void',
  'waiting',
] as const satisfies readonly TicketState[];
export type CorrectedState = (typeof correctedStates)[number];

/** What puts a ticket right; null leaves as it is. */
export type CorrectionCommand =
  | {
      readonly type: 'change_ticket';
      readonly ticket: string;
      /** queue id */
      readonly queue: string | null;
      readonly services: readonly VisitService[] | null;
      readonly priority: boolean | null;
      /** an empty one takes the note away */
      readonly note: string | null;
    }
  | { readonly type: 'void_ticket'; readonly ticket: string }
  /** lets so many others of its queue pass */
  | { readonly type: 'defer'; readonly ticket: string; readonly places: number }
  /** its page was opened on a phone */
  | { readonly type: 'open_on_phone'; readonly ticket: string }
  | {
      readonly type: 'join_booking';
      readonly ticket: string;
      readonly booking: string;
      readonly bookedStart: number;
    }
  /** what became of a visit that has ended; also on a day that is over */
  | {
      readonly type: 'correct';
      readonly ticket: string;
      readonly to: CorrectedState;
      readonly outcome: ServiceOutcome;
    };

/** Facts about one ticket that say what it is from then on. */
export type CorrectionFact =
  | ({ readonly type: 'ticket_changed'; readonly ticket: string } & Pick<
      Ticket,
      'queue' | 'services' | 'priority' | 'due' | 'dueReason' | 'reservedFor' | 'note'
    >)
  | {
      readonly type: 'ticket_deferred';
      readonly ticket: string;
      /** how many it lets pass */
      readonly places: number;
      /** that of the last of them, and its own place among those due then */
      readonly due: number;
      readonly place: TiePlace;
    }
  | { readonly type: 'ticket_opened'; readonly ticket: string }
  | {
      readonly type: 'ticket_joined';
      readonly ticket: string;
      readonly booking: string;
      readonly bookedStart: number;
      readonly due: number;
      readonly dueReason: DueReason;
    }
  | ({ readonly type: 'ticket_corrected'; readonly ticket: string } & Pick<
      Ticket,
      'state' | 'outcome' | 'startedAt' | 'missedAt' | 'endedAt'
    >);
