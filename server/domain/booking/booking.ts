import type { VisitService } from '../catalogue/service.ts';
import type { Locale } from '../catalogue/words.ts';
import type { ReminderKind } from '../message/reminder-kinds.ts';
import type { PlaceKey } from './place.ts';

export const bookingStates = [
  'confirmed',
  'arrived',
  'completed',
  'not_served',
  'missed',
  'not_held',
  'excused',
  'cancelled',
] as const;
export type BookingState = (typeof bookingStates)[number];

/** visit: an ordinary site. Hangzhou-style sites let the enterprise choose between the other two after booking. */
export type HandlingMode = 'visit' | 'self_service' | 'online_agency';

export interface EnterpriseDetails {
  readonly name: string;
  readonly creditCode: string;
  readonly customsCode: string | null;
}

/** The handling person (经办人). */
export interface ContactDetails {
  readonly name: string;
  readonly mobile: string;
  readonly email: string | null;
  readonly telephone: string | null;
}

/** Whom else the holder wants to be told. */
export interface SecondRecipient {
  readonly email: string | null;
  readonly mobile: string | null;
}

/** A booked visit. Instants are epoch milliseconds; `day` is the site's local date, YYYY-MM-DD. */
export interface Booking {
  readonly id: string;
  readonly reference: string;
  /** SHA-256 of the holder's secret, hex */
  readonly tokenHash: string;
  /** what the secret is derived from since it was renewed; null or absent: the id */
  readonly link?: string | null;
  readonly site: string;
  readonly queue: string;
  readonly day: string;
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
  readonly state: BookingState;
  readonly services: readonly VisitService[];
  /** question code → answer code */
  readonly answers: Readonly<Record<string, string>>;
  /** materials that the enterprise ticked off, by checklist item key */
  readonly ticks: readonly string[];
  readonly enterprise: EnterpriseDetails;
  readonly contact: ContactDetails;
  readonly locale: Locale;
  readonly consentVersion: string;
  readonly handling: HandlingMode;
  /** RFC 5545 SEQUENCE of its calendar entry: grows on every move and on cancellation */
  readonly sequence: number;
  readonly source: 'page' | 'api' | 'staff';
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly places: readonly PlaceKey[];
  /** null or absent: nobody */
  readonly second?: SecondRecipient | null;
  /** null or absent: as everybody is reminded */
  readonly reminders?: readonly ReminderKind[] | null;
}

/** Places kept for somebody who is typing; blocks until `expiresAt`. */
export interface Hold {
  readonly id: string;
  readonly site: string;
  readonly queue: string;
  readonly day: string;
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
  readonly services: readonly VisitService[];
  readonly expiresAt: number;
  readonly places: readonly PlaceKey[];
  /** whose it is, as keyed hashes */
  readonly network?: string | null;
  readonly browser?: string | null;
}
