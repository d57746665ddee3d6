import type { Knex } from 'knex';
import { hour } from '../../domain/calendar/durations.ts';
import type { KeptFormRow } from './staff-columns.ts';

/** For so long what was typed before a session ended waits for whoever typed it. */
export const typedKept = hour;

/** Keeps it in place of what was kept of the same form before, and no more than `most` of one person. */
export async function writeKeptForm(connection: Knex, row: KeptFormRow, most: number): Promise<void> {
  await connection.transaction(async (transaction) => {
    await transaction('kept_form').insert(row).onConflict(['staff', 'path']).merge(['sealed', 'at']);
    const kept = await transaction('kept_form')
      .where({ staff: row.staff })
      .orderBy([{ column: 'at', order: 'desc' }, 'path'])
      .select('path');
    const beyond = kept.slice(most).map(({ path }) => path);
    if (beyond.length > 0)
      await transaction('kept_form').where({ staff: row.staff }).whereIn('path', beyond).delete();
  });
}

/** What was kept of a form for somebody since an instant; null: nothing. */
export async function keptFormSince(
  connection: Knex,
  { staff, path }: Pick<KeptFormRow, 'staff' | 'path'>,
  since: number,
): Promise<Pick<KeptFormRow, 'sealed' | 'at'> | null> {
  const row = await connection('kept_form')
    .where({ staff, path })
    .andWhere('at', '>', since)
    .first('sealed', 'at');
  return row ?? null;
}

export async function dropKeptForm(
  connection: Knex,
  { staff, path }: Pick<KeptFormRow, 'staff' | 'path'>,
): Promise<void> {
  await connection('kept_form').where({ staff, path }).delete();
}

/** Nobody was there in time. */
export function sweepKeptForms(connection: Knex, now: number): Promise<number> {
  return connection('kept_form')
    .where('at', '<=', now - typedKept)
    .delete();
}
