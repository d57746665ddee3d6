import type { Knex } from 'knex';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import { ticketOf } from './hall-rows.ts';

/** The ticket that a booking became when its holder checked in; null: nobody has come. */
export async function ticketOfBooking(connection: Knex, booking: string): Promise<Ticket | null> {
  const row = await connection('ticket').where({ booking }).first();
  return row === undefined ? null : ticketOf(row);
}

/** The site and day (local date) of a ticket by its id; null: there is none. */
export async function placeOfTicket(
  connection: Knex,
  id: string,
): Promise<{ readonly site: string; readonly day: string } | null> {
  const row = await connection('ticket').where({ id }).first('site', 'day');
  return row ?? null;
}
