import type { Knex } from 'knex';

/** The holder of a booking (its id) wants its data gone once the visit is over; `at` in epoch ms. Twice is the same as once. */
export async function requestDeletion(connection: Knex, booking: string, at: number): Promise<void> {
  await connection('deletion_request').insert({ booking, requested_at: at }).onConflict('booking').ignore();
}

/** The request is fulfilled or taken back. False: there was none. */
export async function dropDeletionRequest(connection: Knex, booking: string): Promise<boolean> {
  return (await connection('deletion_request').where({ booking }).delete()) > 0;
}
