import type { ReleaseCause } from '../../domain/booking/release.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { WaitEntry, WaitState } from '../../domain/waitlist/wait-entry.ts';
import type { Table } from '../table.ts';

export interface WaitlistEntryRow {
  readonly id: string;
  readonly token_hash: string;
  readonly site: string;
  readonly services: string;
  readonly answers: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly weekdays: string;
  readonly times: string;
  readonly enterprise_name: string;
  readonly credit_code: string;
  readonly customs_code: string | null;
  readonly contact_name: string;
  readonly contact_mobile: string;
  readonly contact_email: string | null;
  readonly contact_telephone: string | null;
  readonly locale: Locale;
  readonly consent_version: string;
  readonly kind: WaitEntry['kind'];
  readonly booking: string | null;
  readonly failed: string | null;
  readonly state: WaitState;
  readonly passed: string;
  readonly offer_hold: string | null;
  readonly offer_start: number | null;
  readonly offer_end: number | null;
  readonly offer_made_at: number | null;
  readonly offer_until: number | null;
  readonly offers: number;
  readonly source: WaitEntry['source'];
  readonly network: string | null;
  readonly browser: string | null;
  readonly proven: 'sms' | 'mail' | null;
  readonly aside_at: number | null;
  readonly aside_cause: ReleaseCause | null;
  readonly aside_asked_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly ended_at: number | null;
  readonly anonymised_at: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly waitlist_entry: Table<WaitlistEntryRow, 'offers'>;
  }
}
