import type { Knex } from 'knex';
import type { Booking, Hold } from '../../domain/booking/booking.ts';
import { isOfOffice, officeUndo, type Undo } from '../../domain/booking/undo.ts';
import { parseActor, type Who } from '../../domain/staff/actor.ts';
import { bookingOf, holdOf, undoOfRow } from './booking-rows.ts';

/** The booking with a reference as it is stored; null when there is none, or its holder had it deleted. */
export async function bookingByReference(connection: Knex, reference: string): Promise<Booking | null> {
  const row = await connection('booking').where({ reference }).whereNull('anonymised_at').first();
  return row === undefined ? null : bookingOf(row);
}

/** What the office calls a booking (its id); null: there is none, or its holder had it deleted. */
export async function referenceOf(connection: Knex, booking: string): Promise<string | null> {
  const row = await connection('booking')
    .where({ id: booking })
    .whereNull('anonymised_at')
    .first('reference');
  return row?.reference ?? null;
}

/** What of a booking (its id) changes while messages about it are on their way; null: there is none. */
export async function bookingNow(
  connection: Knex,
  booking: string,
): Promise<
  | (Pick<Booking, 'state' | 'start' | 'services' | 'handling' | 'ticks' | 'link'> & {
      readonly reached: readonly string[];
    })
  | null
> {
  const row = await connection('booking')
    .where({ id: booking })
    .first('state', 'starts_at', 'services', 'handling', 'ticks', 'link', 'contact_email', 'contact_mobile');
  if (row === undefined) return null;
  const { state, starts_at: start, services, handling, ticks, link } = row;
  return {
    state,
    start,
    handling,
    link,
    reached: [row.contact_email, row.contact_mobile].filter((each) => each !== null),
    services: JSON.parse(services) as Booking['services'],
    ticks: JSON.parse(ticks) as string[],
  };
}

/** The last change of a booking, as far as it can be taken back at `now` (epoch ms); null: there is none. */
export async function undoOfBooking(connection: Knex, booking: Booking, now: number): Promise<Undo | null> {
  const row = await connection('booking_undo')
    .where({ booking: booking.id, sequence: booking.sequence })
    .andWhere('until', '>', now)
    .first();
  const undo = row === undefined ? null : undoOfRow(row);
  return undo === null || isOfOffice(undo) ? null : undo;
}

/** What one press of staff did at a site and can still be taken back at `now` (epoch ms). */
export async function undosOfOffice(
  connection: Knex,
  { site, batch }: { readonly site: string; readonly batch: string },
  now: number,
): Promise<readonly { readonly id: string; readonly reference: string }[]> {
  return connection('booking_undo as u')
    .join('booking as b', 'b.id', 'u.booking')
    .where('b.site', site)
    .andWhere('u.until', '>', now)
    .andWhere('u.hold', 'like', `%:${officeUndo(batch, 0).slice(0, -1)}%`)
    .orderBy('b.id')
    .select('b.id', 'b.reference');
}

/** A hold, expired ones too; null when it was given up or became a booking. */
export async function holdById(connection: Knex, id: string): Promise<Hold | null> {
  const row = await connection('hold').where({ id }).first();
  return row === undefined ? null : holdOf(row);
}

/** One line of a booking's history; `at` in epoch ms. */
export interface BookingEvent {
  readonly at: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: Who;
}

/** What has happened to a booking, oldest first. */
export async function bookingHistory(connection: Knex, booking: string): Promise<BookingEvent[]> {
  const rows = await connection('booking_event')
    .where({ booking })
    .orderBy(['at', 'id'])
    .select('at', 'type', 'data', 'actor');
  return rows.map(({ at, type, data, actor }) => ({
    at,
    type,
    data: JSON.parse(data) as BookingEvent['data'],
    actor: parseActor(actor),
  }));
}

/** Whether the office cancelled a booking because it could not take place, and not its holder, or staff for them. */
export async function isCancelledByOffice(
  connection: Knex,
  { id, state }: Pick<Booking, 'id' | 'state'>,
): Promise<boolean> {
  if (state !== 'cancelled') return false;
  const history = await bookingHistory(connection, id);
  return history.findLast(({ type }) => type === 'cancelled')?.data['by'] === 'office';
}
