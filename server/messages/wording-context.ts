import type { Booking } from '../domain/booking/booking.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import type { ReadableMail } from '../domain/message/mailbox.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';

/** Addresses that messages carry, complete with host. Following one by GET changes nothing. */
export interface MessageLinks {
  /** the manage page behind its secret */
  booking(booking: Linked): string;
  /** the live ticket, by the ticket's id */
  ticket(id: string): string;
  /** the page of somebody who waits for a place, by the id of the entry */
  waitlist(id: string): string;
  /** the list of visits that were booked in a row, by its id */
  visits(series: string): string;
  /** the floor of a site's hall, by its code; whoever opens it signs in */
  floor(site: string): string;
  /** where somebody of the staff looks after their own account; whoever opens it signs in */
  account(): string;
  /** where the audit is read; whoever opens it signs in */
  audit(): string;
  /** where staff see and end their reports by mail */
  reports(): string;
  /** page that asks whether to end a report, by the id of its subscription; a POST there ends it at once (RFC 8058) */
  stopReport(id: string): string;
  /** where the days that come and their planned counters are shown, by the site's code */
  daysAhead(site: string): string;
  /** page that asks whether to stop the reminders of a visit; a POST there stops them at once (RFC 8058) */
  reminders(booking: Linked): string;
  /** where a certificate is confirmed and renewed, by its id */
  certificate(id: string): string;
  /** as `reminders`, of a certificate */
  stopCertificate(id: string): string;
  /** the digits of a code that proves a contact, by its id */
  proofCode(id: string): string;
  /** where visits are booked */
  book(): string;
  /** where whom the holder has named besides sees the visit, and asks for silence */
  second(booking: Linked, recipient: string): string;
  /** what the QR code says */
  code(booking: Linked): string;
}

export interface Linked {
  readonly id: string;
  readonly reference: string;
  /** as in `Booking`: what the secret is derived from since it was renewed */
  readonly link?: string | null;
}

/** Dates and times in one language and zone; instants are epoch milliseconds. */
export interface MessageDates {
  fullDay(instant: number): string;
  dayTime(instant: number): string;
  day(instant: number): string;
  time(instant: number): string;
  timeSpan(start: number, end: number): string;
}

/** What may have changed since a message about the booking was written. */
export interface BookingNow extends Pick<Booking, 'state' | 'start' | 'services' | 'handling' | 'link'> {
  /** the addresses at which whoever has booked is reached */
  readonly reached: readonly string[];
  /** keys of the materials that its holder has ticked off */
  readonly ticks: readonly string[];
}

/** What a report says; the rest of its mail is as of any other. */
export interface ReportMail extends Pick<ReadableMail, 'subject' | 'html' | 'text' | 'files'> {
  readonly unsubscribe: string;
}

/** What turning a message into words needs to know of the rest of the system. */
export interface WordingContext {
  catalogue(): Promise<Catalogue>;
  readonly links: MessageLinks;
  dates(locale: Locale, timeZone: string): MessageDates;
  /** what a booking (its id) is by now; null: it is not stored */
  bookingNow(booking: string): Promise<BookingNow | null>;
  /**
   * The figures of a report as a mail to whom they are for, of what they may read at `now` (epoch ms). Absent, for others who read what was
   * sent: they see that it was sent, and no figures. Null: there are none.
   */
  readonly report?: (message: StoredMessage, now: number) => Promise<ReportMail | null>;
  /** address that mail comes from, with or without a name */
  readonly from: string;
}
