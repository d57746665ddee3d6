import type { VisitService } from '../../catalogue/service.ts';
import type { Locale } from '../../catalogue/words.ts';

export const ticketStates = [
  'waiting',
  'called',
  'serving',
  'parked',
  'missed',
  'done',
  'left',
  'void',
] as const;
export type TicketState = (typeof ticketStates)[number];

export const outcomes = ['completed', 'missing_materials', 'referred'] as const;
export type ServiceOutcome = (typeof outcomes)[number];

/**
 * Void when the day ended: `not_reached` still waited, or was set aside; `not_recorded` was called or served, and no counter said what
 * became of it.
 */
export type EndOutcome = 'not_reached' | 'not_recorded';
export const ticketOutcomes = [...outcomes, 'not_reached', 'not_recorded'] as const satisfies readonly (
  | ServiceOutcome
  | EndOutcome
)[];
export type TicketOutcome = (typeof ticketOutcomes)[number];

/** Why a ticket is due when it is due (H6), as data for the console. Instants are epoch milliseconds. */
export type DueReason =
  | { readonly kind: 'appointment'; readonly at: number }
  | { readonly kind: 'late_appointment'; readonly at: number; readonly checkedIn: number }
  | {
      readonly kind: 'too_late_appointment';
      readonly at: number;
      readonly issued: number;
      readonly targetMinutes: number;
    }
  | { readonly kind: 'walk_in'; readonly issued: number; readonly targetMinutes: number }
  | { readonly kind: 'priority'; readonly issued: number }
  /** brought back after a miss, resumed, transferred, or put right by a supervisor: keeps the due time it had */
  | {
      readonly kind: 'kept';
      readonly because: 'returned' | 'resumed' | 'transferred' | 'corrected';
      readonly was: number;
      /** of one that has let others pass */
      readonly place?: TiePlace;
    }
  /** has let so many others pass: due with the last of them, just behind by its own `place` among those due at the same time */
  | {
      readonly kind: 'deferred';
      readonly places: number;
      readonly was: number;
      readonly place: TiePlace;
    };

/** The place among tickets that are due at the same time: by issue (epoch ms), then by a text, which is the number of one that has let nobody pass. */
export interface TiePlace {
  readonly issuedAt: number;
  readonly number: string;
}

/** One visitor of one day. Instants are epoch milliseconds. */
export interface Ticket {
  readonly id: string;
  /** "A001": queue letter and three digits, unique per site and day, never goes back (H3) */
  readonly number: string;
  /** queue id, e.g. "BJ-TSY:A" */
  readonly queue: string;
  readonly services: readonly VisitService[];
  readonly kind: 'appointment' | 'walk_in';
  readonly priority: boolean;
  readonly booking: string | null;
  /** the booked start of an appointment */
  readonly bookedStart: number | null;
  readonly issuedAt: number;
  /** fixed when issued: the key of the call order (H6) */
  readonly due: number;
  readonly dueReason: DueReason;
  readonly state: TicketState;
  /** the counter that called it; stays after the end */
  readonly counter: string | null;
  /** only this counter may call it (transfer to a counter); null: every counter of its queue */
  readonly reservedFor: string | null;
  readonly calledAt: number | null;
  /** calls and recalls since it was last called from waiting */
  readonly timesCalled: number;
  readonly startedAt: number | null;
  readonly missedAt: number | null;
  /** a missed ticket comes back once */
  readonly returned: boolean;
  readonly parkedAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: TicketOutcome | null;
  /** its page has been opened on a phone, which tells of the call there */
  readonly onPhone: boolean;
  /** its last call was written to the visitor's mobile */
  readonly texted: boolean;
  /** in which its visitor was spoken to; null: not known */
  readonly language: Locale | null;
  /** what staff have written for whoever calls it */
  readonly note: string | null;
  /** how often its visitor has let others pass */
  readonly deferred: number;
  /** expected wait in minutes that was told when issued, to be compared later */
  readonly toldWait: { readonly low: number; readonly high: number } | null;
}

/** Whether the call is told on a phone, and need not be said. Whoever was written to and has not come is called aloud the next time. */
export function isToldOnPhone({ onPhone, texted, timesCalled }: Ticket): boolean {
  return onPhone || (texted && timesCalled === 1);
}
