import type { Knex } from 'knex';
import { type RecordedDay, recordForm } from '../../domain/queue/forecast/recorded-day.ts';
import type { DayToRecordAnew } from './recorded-day-query.ts';

/** Keeps the record of a closed day, at the version of the day that was recorded. */
export async function keepRecord(
  connection: Knex,
  { site, day, version }: DayToRecordAnew,
  record: RecordedDay,
): Promise<void> {
  await connection('recorded_day')
    .insert({ site, day, version, form: recordForm, record: JSON.stringify(record) })
    .onConflict(['site', 'day'])
    .merge();
}

/** Forgets every record; they are made anew from the events. */
export async function forgetRecords(connection: Knex): Promise<void> {
  await connection('recorded_day').delete();
}
