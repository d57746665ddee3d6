import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { WaitRange } from '../../domain/queue/forecast/wait-range.ts';
import type { CallReason } from '../../domain/queue/hall/call-policy.ts';
import type { ClerkAt } from '../../domain/queue/hall/decide-for-clerk.ts';
import type { HallCommand, UndoableCommand } from '../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { Who } from '../../domain/staff/actor.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import type { AuditEntry } from '../../store/staff/audit-store.ts';

/** What is asked of a hall. Walk-ins, check-ins and what puts right are completed inside the transaction, on fresh rows; the rest are the engine's. */
export type HallRequest =
  | {
      readonly type: 'walk_in';
      readonly id: string;
      readonly services: readonly VisitService[];
      readonly priority: boolean;
      readonly byStaff: boolean;
      /** in which the visitor was spoken to; left out: not known */
      readonly language?: Locale;
    }
  | { readonly type: 'arrive'; readonly id: string; readonly reference: string; readonly priority: boolean }
  | { readonly type: 'undo'; readonly counter: string }
  | { readonly type: 'reopen_day' }
  /** a walk-in that has booked after all; `proof`: the last four signs of the mobile number or the credit code */
  | { readonly type: 'join'; readonly ticket: string; readonly reference: string; readonly proof: string }
  | Exclude<
      HallCommand,
      { type: 'issue' } | { type: 'check_in' } | { type: 'undo' } | { type: 'reopen_day' }
    >;

export interface HallOrder {
  readonly site: string;
  /** local date; null: today. Only the end of a day, and what puts its tickets right, may name an earlier one. */
  readonly day: string | null;
  readonly request: HallRequest;
  readonly actor: Who;
  /** whoever gives the command at the console of a counter: nobody but its clerk may; null: in the name of the branch */
  readonly clerk: ClerkAt | null;
  readonly audit: AuditEntry | null;
}

export interface DayEndReceipt {
  /** who still waited, was set aside, or could still have come back after a call in vain */
  readonly left: number;
  readonly notRecorded: number;
  /** of those who were left, how many a message was written to */
  readonly told: number;
}

/** What a hall answers: plain JSON, because it is kept for retries. */
export interface HallReceipt {
  /** of the hall's day after it */
  readonly version: number;
  /** the ticket that it was about, as it is now */
  readonly ticket: Ticket | null;
  /** why a called ticket was next */
  readonly reason: CallReason | null;
  /** of a new ticket: people who will be called before, and the expected wait */
  readonly ahead: number | null;
  readonly wait: WaitRange | null;
  /** what was taken back */
  readonly undone: UndoableCommand | null;
  /** of the end of a day, or of its going on after all: whom it concerned */
  readonly dayEnd: DayEndReceipt | null;
}

export interface HallOptions {
  readonly actor: Who;
  readonly clerk?: ClerkAt | null;
  readonly day?: string | null;
  readonly idempotency?: IdempotencyKey | null;
  readonly audit?: AuditEntry | null;
}

/** The one way in for everything that happens in a hall. */
export interface HallCommands {
  submit(site: string, request: HallRequest, options: HallOptions): Promise<Outcome<HallReceipt>>;
  readonly backlog: () => number;
  /** how long the oldest command has waited, milliseconds */
  readonly oldestWait: () => number;
  /** comes back when the batch under way is done */
  readonly passes: () => Promise<void>;
}
