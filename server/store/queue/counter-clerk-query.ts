import type { Knex } from 'knex';

/** Where a member of staff works on one day. */
export interface ClerkPlace {
  /** local date */
  readonly day: string;
  readonly staff: string;
  readonly site: string;
  readonly counter: string;
}

/** The counters that these members of staff have, at whatever site; of every day that is not closed yet. */
export async function clerkPlaces(connection: Knex, staff: readonly string[]): Promise<ClerkPlace[]> {
  if (staff.length === 0) return [];
  return connection('counter_clerk')
    .whereIn('staff', [...staff])
    .select('day', 'staff', 'site', 'counter');
}
