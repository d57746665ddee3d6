import type { Knex } from 'knex';

/** Which of these bookings (ids) somebody has looked at in the office and left alone. */
export async function lookedAt(connection: Knex, bookings: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(
    (await connection('cluster_looked')
      .whereIn('booking', [...bookings])
      .pluck('booking')) as string[],
  );
}

/** Keeps who has looked at them, at `at` (epoch ms), or with null that they are to be looked at again. */
export async function replaceLooked(
  connection: Knex,
  bookings: readonly string[],
  by: { readonly at: number; readonly staff: string } | null,
): Promise<void> {
  await connection('cluster_looked')
    .whereIn('booking', [...bookings])
    .delete();
  if (by === null || bookings.length === 0) return;
  await connection('cluster_looked').insert(
    bookings.map((booking) => ({ booking, looked_at: by.at, looked_by: by.staff })),
  );
}
