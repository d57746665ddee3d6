import type { Knex } from 'knex';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Engine } from '../database.ts';
import { inList, select } from '../select.ts';

/** The mobiles and languages of bookings, by id; what has been forgotten is left out. */
export async function mobilesOf(
  connection: Knex,
  engine: Engine,
  bookings: readonly string[],
): Promise<ReadonlyMap<string, { readonly mobile: string; readonly locale: Locale }>> {
  if (bookings.length === 0) return new Map();
  const rows = await select<{ id: string; contact_mobile: string | null; locale: Locale }>(
    connection,
    engine,
    `select id, contact_mobile, locale from booking where ${inList(engine, 'id')}`,
    [JSON.stringify(bookings)],
  );
  return new Map(
    rows.flatMap(({ id, contact_mobile: mobile, locale }) => (mobile ? [[id, { mobile, locale }]] : [])),
  );
}
