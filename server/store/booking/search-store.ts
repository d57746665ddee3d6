import type { Knex } from 'knex';
import { endLength, gramsOf } from '../../domain/booking/search-grams.ts';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';
import { siteToken } from './named-query.ts';

/** Names a number without saying what it is. */
export type Mark = (text: string) => string;

interface ToIndex {
  readonly id: string;
  readonly site: string;
  readonly enterprise_name: string;
  readonly credit_code: string;
  readonly contact_mobile: string;
  readonly anonymised_at: number | null;
}

/**
 * Makes what the next bookings are found by that have nothing yet, at most so many; answers how many. A booking that is changed meanwhile
 * waits for the commit, or stands in the line again.
 */
export async function indexSome(writer: Knex, engine: Engine, mark: Mark, limit: number): Promise<number> {
  return writer.transaction(async (transaction) => {
    const line = await select<{ booking: string }>(
      transaction,
      engine,
      `select booking from booking_unindexed order by booking desc limit ${limit} ${engine === 'postgres' ? 'for update skip locked' : ''}`,
      [],
    );
    const ids = line.map(({ booking }) => booking);
    if (ids.length === 0) return 0;
    const query = transaction('booking')
      .whereIn('id', ids)
      .select('id', 'site', 'enterprise_name', 'credit_code', 'contact_mobile', 'anonymised_at');
    const rows = (await (engine === 'postgres' ? query.forShare() : query)) as ToIndex[];
    await transaction('booking_search').whereIn('booking', ids).delete();
    const found = rows.filter(({ anonymised_at: forgotten }) => forgotten === null);
    if (found.length > 0) await transaction('booking_search').insert(found.map((row) => indexed(row, mark)));
    await transaction('booking_unindexed').whereIn('booking', ids).delete();
    return ids.length;
  });
}

function indexed(
  { id, site, enterprise_name: name, credit_code: code, contact_mobile: mobile }: ToIndex,
  mark: Mark,
) {
  const end = (text: string): string | null =>
    text.length < endLength ? null : mark(`end ${text.slice(-endLength)}`);
  return {
    booking: id,
    site: siteToken(site),
    mobile: mobile === '' ? null : mark(mobile),
    mobile_end: end(mobile),
    code_end: end(code),
    grams: gramsOf(name),
  };
}

export async function waitsForIndex(reader: Knex): Promise<boolean> {
  return (await reader('booking_unindexed').first('booking')) !== undefined;
}

/** Whether the marks that are stored are such as `mark` makes; true where there are none. */
export async function isOfThisSecret(reader: Knex, mark: Mark): Promise<boolean> {
  const last = await reader('booking_search as s')
    .join('booking as b', 'b.id', 's.booking')
    .whereNotNull('s.mobile')
    .orderBy('s.id', 'desc')
    .first('s.mobile', 'b.contact_mobile');
  return last === undefined || last.mobile === mark(String(last.contact_mobile));
}

/** Has every booking made anew. */
export async function queueAll(writer: Knex): Promise<void> {
  await writer.raw(
    'insert into booking_unindexed (booking) select booking from booking_search where booking not in (select booking from booking_unindexed)',
  );
}
