import type { Knex } from 'knex';
import { forgetMessagesOf } from '../message/outbox-store.ts';

/** What is left counts in statistics; the secret page opens nothing any more. Whoever still waited has left. */
async function forget(connection: Knex, entries: readonly string[], at: number): Promise<void> {
  await connection('waitlist_entry')
    .whereIn('id', [...entries])
    .update({
      token_hash: '',
      answers: '{}',
      enterprise_name: '',
      credit_code: '',
      customs_code: null,
      contact_name: '',
      contact_mobile: '',
      contact_email: null,
      contact_telephone: null,
      state: connection.raw(`case when state in ('waiting', 'offered') then 'withdrawn' else state end`),
      network: null,
      browser: null,
      offer_hold: null,
      offer_start: null,
      offer_end: null,
      offer_made_at: null,
      offer_until: null,
      ended_at: connection.raw('coalesce(ended_at, ?)', [at]),
      updated_at: at,
      anonymised_at: at,
    });
  for (const id of entries) await forgetMessagesOf(connection, id);
}

/** Forgets who waited, one entry (its id), at `at` (epoch ms). */
export async function forgetEntry(connection: Knex, entry: string, at: number): Promise<void> {
  await forget(connection, [entry], at);
}

/** Forgets who waited with a booking (its id), or became it. */
export async function forgetWaitingOf(connection: Knex, booking: string, at: number): Promise<void> {
  const ids = await connection('waitlist_entry')
    .where((either) => either.where({ booking }).orWhere({ failed: booking }))
    .whereNull('anonymised_at')
    .pluck('id');
  if (ids.length > 0) await forget(connection, ids, at);
}

/** Forgets those of a site whose wait ended before an instant (epoch ms); answers how many. */
export async function forgetEndedWaits(
  connection: Knex,
  site: string,
  before: number,
  at: number,
): Promise<number> {
  const ids = await connection('waitlist_entry')
    .where({ site })
    .whereNull('anonymised_at')
    .andWhere('ended_at', '<', before)
    .pluck('id');
  if (ids.length > 0) await forget(connection, ids, at);
  return ids.length;
}
