import type { Knex } from 'knex';
import type { CalendarYear } from '../../domain/catalogue/records.ts';

/** Puts a year's notice in the place of the one that was known. The catalogue's version must have been grown before in the same transaction. `now`: epoch ms. */
export async function putCalendarYear(
  transaction: Knex.Transaction,
  { year, days }: CalendarYear,
  now: number,
): Promise<void> {
  await transaction('calendar_year')
    .insert({ year, days: JSON.stringify(days), imported_at: now })
    .onConflict('year')
    .merge();
}
