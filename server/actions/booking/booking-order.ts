import type { Booking } from '../../domain/booking/booking.ts';
import type { BookingCommand } from '../../domain/booking/ledger.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Who } from '../../domain/staff/actor.ts';
import type { WaitCommand } from '../../domain/waitlist/wait-commands.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import type { AuditEntry } from '../../store/staff/audit-store.ts';

export interface BookingOrder {
  readonly command: BookingCommand | WaitCommand;
  readonly actor: Who;
  readonly audit: AuditEntry | null;
  /** what staff say to those who wait */
  readonly reason?: string | null;
}

/** What a booking command answers: enough for every surface, and no personal data, because it is kept for retries. */
export interface Receipt {
  /** of the booking, the hold or the entry of the waiting list */
  readonly id: string;
  /** null: a hold */
  readonly reference: string | null;
  readonly site: string;
  /** epoch ms */
  readonly start: number;
  readonly end: number;
  readonly state: Booking['state'] | 'held' | 'released' | 'listed';
  /** of a hold, epoch ms */
  readonly expiresAt: number | null;
  /** the enterprise has missed a visit and should know what another one means */
  readonly warned: boolean;
}

export interface BookingOptions {
  readonly idempotency?: IdempotencyKey | null;
  readonly actor: Who;
  readonly audit?: AuditEntry | null;
  readonly reason?: string | null;
}

/** The one way in for everything that changes bookings: whatever waits is decided and written together. */
export interface BookingCommands {
  submit(command: BookingCommand | WaitCommand, options: BookingOptions): Promise<Outcome<Receipt>>;
  readonly backlog: () => number;
  /** how long the oldest command has waited, milliseconds */
  readonly oldestWait: () => number;
  /** comes back when the batch under way is done */
  readonly passes: () => Promise<void>;
}
