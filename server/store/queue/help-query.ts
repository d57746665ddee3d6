import type { Knex } from 'knex';

/** A counter that asks for help; `since` in epoch ms. */
export interface AskedHelp {
  readonly site: string;
  readonly day: string;
  readonly counter: string;
  readonly since: number;
}

/** Every counter that asks for help on one of these local dates, whatever site it is at, whoever has asked for longest first. */
export async function helpAskedOn(connection: Knex, days: readonly string[]): Promise<AskedHelp[]> {
  const rows = await connection('hall_counter')
    .whereNotNull('help_since')
    .whereIn('day', [...days])
    .orderBy(['help_since', 'site', 'counter'])
    .select('site', 'day', 'counter', 'help_since');
  return rows.flatMap(({ site, day, counter, help_since: since }) =>
    since === null ? [] : [{ site, day, counter, since }],
  );
}
