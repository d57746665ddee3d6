import { tablesInOrder } from '../../server/store/backup/tables-in-order.ts';
import type { Database } from '../../server/store/database.ts';

/**
 * From now on every change of a row (of these tables; absent: of all) fails, and the database says with which values, as PostgreSQL does of a broken constraint. Sessions and
 * limits of rates work on, so that whoever has signed in stays so.
 */
export async function breakWrites({ engine, writer }: Database, tables?: readonly string[]): Promise<void> {
  if (engine === 'postgres')
    await writer.raw(`create function refuse_row() returns trigger language plpgsql as $$ begin
      raise exception 'no row of "%" is written', coalesce(new, old)
        using errcode = 'check_violation', detail = 'Failing row contains ' || coalesce(new, old)::text,
              hint = coalesce(new, old)::text, table = tg_table_name;
    end $$`);
  for (const table of tables ?? (await tablesInOrder(writer, engine))) {
    if (engine === 'postgres')
      await writer.raw(
        'create trigger broken before insert or update or delete on ?? for each row execute function refuse_row()',
        [table],
      );
    else
      for (const change of ['insert', 'update', 'delete'])
        await writer.raw(
          `create trigger broken_${table}_${change} before ${change} on ${table} begin select raise(abort, 'broken'); end`,
        );
  }
}
