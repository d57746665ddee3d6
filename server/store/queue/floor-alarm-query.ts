import type { Knex } from 'knex';
import type { KnownAlarm } from '../../domain/queue/floor/alarms-to-tell.ts';

/** What is known of the alarms of a site's day (local date), by subject. */
export async function knownAlarms(
  connection: Knex,
  site: string,
  day: string,
): Promise<ReadonlyMap<string, KnownAlarm>> {
  const rows = await connection('floor_alarm').where({ site, day }).select('subject', 'seen_at', 'told_at');
  return new Map(
    rows.map(({ subject, seen_at: seenAt, told_at: toldAt }) => [subject, { subject, seenAt, toldAt }]),
  );
}
