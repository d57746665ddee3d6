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

/** Tickets of some sites (codes) with a number, from a local date on, the newest first. */
export async function ticketsNumbered(
  connection: Knex,
  {
    number,
    sites,
    since,
    limit,
  }: {
    readonly number: string;
    readonly sites: readonly string[];
    readonly since: string;
    readonly limit: number;
  },
): Promise<readonly { readonly site: string; readonly day: string; readonly ticket: Ticket }[]> {
  const rows = await connection('ticket')
    .whereIn('site', [...sites])
    .where('day', '>=', since)
    .where({ number })
    .orderBy([
      { column: 'day', order: 'desc' },
      { column: 'site', order: 'asc' },
    ])
    .limit(limit);
  return rows.map((row) => ({ site: row.site, day: row.day, ticket: ticketOf(row) }));
}
