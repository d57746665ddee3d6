import type { Booking, BookingState, HandlingMode } from '../../domain/booking/booking.ts';
import type { TimeOffer } from '../../domain/booking/time-offer.ts';
import type { Undoable } from '../../domain/booking/undo.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Flag, Table } from '../table.ts';

export interface BookingRow {
  readonly id: string;
  readonly reference: string;
  readonly token_hash: string;
  readonly link: string | null;
  readonly site: string;
  readonly queue: string;
  readonly day: string;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly minutes: number;
  readonly state: BookingState;
  readonly services: string;
  readonly answers: string;
  readonly ticks: string;
  readonly enterprise_name: string;
  readonly credit_code: string;
  readonly customs_code: string | null;
  readonly contact_name: string;
  readonly contact_mobile: string;
  readonly contact_email: string | null;
  readonly contact_telephone: string | null;
  readonly locale: Locale;
  readonly consent_version: string;
  readonly handling: HandlingMode;
  readonly sequence: number;
  readonly source: Booking['source'];
  readonly places: string;
  readonly second_email: string | null;
  readonly second_mobile: string | null;
  readonly reminders: string | null;
  readonly limit_key: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly anonymised_at: number | null;
}

export interface BookingEventRow {
  readonly id: string;
  readonly booking: string;
  readonly at: number;
  readonly type: string;
  readonly data: string;
  readonly actor: string;
}

export interface BookingNoteRow {
  readonly id: string;
  readonly booking: string;
  readonly at: number;
  readonly staff: string;
  readonly text: string;
}

export interface HoldRow {
  readonly id: string;
  readonly site: string;
  readonly queue: string;
  readonly day: string;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly minutes: number;
  readonly services: string;
  readonly places: string;
  readonly expires_at: number;
  readonly network: string | null;
  readonly browser: string | null;
}

export interface PlaceRow {
  readonly queue: string;
  readonly slot_start: number;
  readonly place_no: number;
  readonly booking: string | null;
  readonly hold: string | null;
  readonly expires_at: number | null;
}

export interface QueueChangeRow {
  readonly queue: string;
  readonly changes: number;
}

export interface BlockLiftRow {
  readonly credit_code: string;
  readonly until: number;
  readonly reason: string;
  readonly staff: string;
  readonly at: number;
}

export interface BookingUndoRow {
  readonly booking: string;
  readonly hold: string;
  readonly what: Undoable;
  readonly before: string;
  readonly limited: Flag;
  readonly sequence: number;
  readonly until: number;
}

export interface TimeOfferRow {
  readonly booking: string;
  readonly hold: string;
  readonly times: string;
  readonly state: TimeOffer['state'];
  readonly made_at: number;
  readonly until: number;
}

export interface DeletionRequestRow {
  readonly booking: string;
  readonly requested_at: number;
}

export interface BookingOriginRow {
  readonly booking: string;
  readonly site: string;
  readonly day: string;
  readonly at: number;
  readonly network: string | null;
  readonly browser: string | null;
  readonly proven: 'sms' | 'mail' | null;
}

export interface BookingSeriesRow {
  readonly booking: string;
  readonly series: string;
  readonly token_hash: string;
  readonly added_at: number;
}

export interface ContactCodeRow {
  readonly id: string;
  readonly site: string;
  readonly channel: 'sms' | 'mail';
  readonly contact: string;
  readonly sent_at: number;
  readonly tries: number;
  readonly asker: string;
  readonly asker_kind: 'network' | 'device';
}

export interface SpentWorkRow {
  readonly id: string;
  readonly expires_at: number;
}

export interface BookingSearchRow {
  readonly id: number;
  readonly booking: string;
  readonly site: string;
  readonly mobile: string | null;
  readonly mobile_end: string | null;
  readonly code_end: string | null;
  readonly grams: string;
}

export interface BookingUnindexedRow {
  readonly booking: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly booking: Table<BookingRow, 'state'>;
    readonly booking_event: Table<BookingEventRow>;
    readonly booking_note: Table<BookingNoteRow>;
    readonly booking_search: Table<BookingSearchRow, 'id'>;
    readonly booking_unindexed: Table<BookingUnindexedRow>;
    readonly hold: Table<HoldRow>;
    readonly place: Table<PlaceRow>;
    readonly queue_change: Table<QueueChangeRow>;
    readonly block_lift: Table<BlockLiftRow>;
    readonly booking_undo: Table<BookingUndoRow>;
    readonly time_offer: Table<TimeOfferRow>;
    readonly booking_origin: Table<BookingOriginRow>;
    readonly booking_series: Table<BookingSeriesRow>;
    readonly spent_work: Table<SpentWorkRow>;
    readonly contact_code: Table<ContactCodeRow, 'asker' | 'asker_kind'>;
    readonly deletion_request: Table<DeletionRequestRow>;
  }
}
