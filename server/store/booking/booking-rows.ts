import type { Booking, Hold } from '../../domain/booking/booking.ts';
import type { PlaceKey, PlaceRow } from '../../domain/booking/place.ts';
import type { OfferedTime, TimeOffer } from '../../domain/booking/time-offer.ts';
import type { Undo } from '../../domain/booking/undo.ts';
import type { ReminderKind } from '../../domain/message/reminder-kinds.ts';
import type {
  BookingRow,
  BookingUndoRow,
  HoldRow,
  PlaceRow as StoredPlace,
  TimeOfferRow,
} from './booking-columns.ts';

/** `limit_key` is the ledger's to say. */
export function bookingRow(booking: Booking): Omit<BookingRow, 'limit_key' | 'anonymised_at'> {
  const { enterprise, contact } = booking;
  return {
    id: booking.id,
    reference: booking.reference,
    token_hash: booking.tokenHash,
    link: booking.link ?? null,
    site: booking.site,
    queue: booking.queue,
    day: booking.day,
    starts_at: booking.start,
    ends_at: booking.end,
    minutes: booking.minutes,
    state: booking.state,
    services: JSON.stringify(booking.services),
    answers: JSON.stringify(booking.answers),
    ticks: JSON.stringify(booking.ticks),
    enterprise_name: enterprise.name,
    credit_code: enterprise.creditCode,
    customs_code: enterprise.customsCode,
    contact_name: contact.name,
    contact_mobile: contact.mobile,
    contact_email: contact.email,
    contact_telephone: contact.telephone,
    locale: booking.locale,
    consent_version: booking.consentVersion,
    handling: booking.handling,
    sequence: booking.sequence,
    source: booking.source,
    places: JSON.stringify(booking.places),
    second_email: booking.second?.email ?? null,
    second_mobile: booking.second?.mobile ?? null,
    reminders: booking.reminders ? JSON.stringify(booking.reminders) : null,
    created_at: booking.createdAt,
    updated_at: booking.updatedAt,
  };
}

export function bookingOf(row: BookingRow): Booking {
  return {
    id: row.id,
    reference: row.reference,
    tokenHash: row.token_hash,
    ...(row.link === null ? {} : { link: row.link }),
    site: row.site,
    queue: row.queue,
    day: row.day,
    start: row.starts_at,
    end: row.ends_at,
    minutes: row.minutes,
    state: row.state,
    services: JSON.parse(row.services) as Booking['services'],
    answers: JSON.parse(row.answers) as Booking['answers'],
    ticks: JSON.parse(row.ticks) as string[],
    enterprise: { name: row.enterprise_name, creditCode: row.credit_code, customsCode: row.customs_code },
    contact: {
      name: row.contact_name,
      mobile: row.contact_mobile,
      email: row.contact_email,
      telephone: row.contact_telephone,
    },
    locale: row.locale,
    consentVersion: row.consent_version,
    handling: row.handling,
    sequence: row.sequence,
    source: row.source,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    places: JSON.parse(row.places) as PlaceKey[],
    ...chosenMessages(row),
  };
}

/** Only where something was chosen. */
function chosenMessages({
  second_email: email,
  second_mobile: mobile,
  reminders,
}: BookingRow): Pick<Booking, 'second' | 'reminders'> {
  return {
    ...(email === null && mobile === null ? {} : { second: { email, mobile } }),
    ...(reminders === null ? {} : { reminders: JSON.parse(reminders) as readonly ReminderKind[] }),
  };
}

export function holdRow(hold: Hold): HoldRow {
  return {
    id: hold.id,
    site: hold.site,
    queue: hold.queue,
    day: hold.day,
    starts_at: hold.start,
    ends_at: hold.end,
    minutes: hold.minutes,
    services: JSON.stringify(hold.services),
    places: JSON.stringify(hold.places),
    expires_at: hold.expiresAt,
    network: hold.network ?? null,
    browser: hold.browser ?? null,
  };
}

export function holdOf(row: HoldRow): Hold {
  return {
    id: row.id,
    site: row.site,
    queue: row.queue,
    day: row.day,
    start: row.starts_at,
    end: row.ends_at,
    minutes: row.minutes,
    services: JSON.parse(row.services) as Hold['services'],
    places: JSON.parse(row.places) as PlaceKey[],
    expiresAt: row.expires_at,
  };
}

export function undoRow(undo: Undo): BookingUndoRow {
  const { booking, hold, what, before, limited, sequence, until } = undo;
  return { booking, hold, what, before: JSON.stringify(before), limited, sequence, until };
}

export function undoOfRow({ before, limited, ...row }: BookingUndoRow): Undo {
  return { ...row, before: JSON.parse(before) as Undo['before'], limited: Boolean(limited) };
}

export function timeOfferRow({ booking, hold, times, state, madeAt, until }: TimeOffer): TimeOfferRow {
  return { booking, hold, times: JSON.stringify(times), state, made_at: madeAt, until };
}

export function timeOfferOf({ made_at: madeAt, times, ...row }: TimeOfferRow): TimeOffer {
  return { ...row, madeAt, times: JSON.parse(times) as OfferedTime[] };
}

export function placeRow(row: PlaceRow): StoredPlace {
  return {
    queue: row.queue,
    slot_start: row.start,
    place_no: row.place,
    booking: row.booking,
    hold: row.hold,
    expires_at: row.expiresAt,
  };
}
