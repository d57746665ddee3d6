import type { Knex } from 'knex';

/** The zones of all offices, those that are switched off included. */
export function officeZones(connection: Knex): Promise<string[]> {
  return connection('site').distinct('time_zone').pluck('time_zone');
}
