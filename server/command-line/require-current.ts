import type { System } from '../actions/system.ts';
import { RefusedDatabase } from '../store/refused-database.ts';
import { schemaState } from '../store/schema-state.ts';
import { shownDatabase } from '../store/shown-database.ts';

/** For commands that write: throws RefusedDatabase when the schema is older than this program. The application alone brings it up to date. */
export async function requireCurrent({ database }: System): Promise<void> {
  const { is } = await schemaState(database);
  if (is !== 'current')
    throw new RefusedDatabase(
      `${shownDatabase(database.url)} is of an older version: start the application once, which brings it up to date`,
    );
}

/** The tool makes no database: whoever has named none, or the wrong one, is told how. */
export function neverStarted(url: string): RefusedDatabase {
  return new RefusedDatabase(
    `there is no database at ${shownDatabase(url)}: name that of the application, in DATABASE_URL or by HALL_ENVIRONMENT=<its environment file>, or run npm start first`,
  );
}
