import type { Knex } from 'knex';

/** Which of these bookings (ids) may be moved to an earlier time, too. */
export async function earlierConsents(
  connection: Knex,
  bookings: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < bookings.length; from += 500) {
    const some = bookings.slice(from, from + 500);
    for (const id of await connection('earlier_consent').whereIn('booking', some).pluck('booking'))
      found.add(id);
  }
  return found;
}
