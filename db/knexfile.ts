import { readConfig } from '../server/config.ts';
import { ImmediateSqlite } from '../server/store/immediate-sqlite.ts';

// for knex's own command line; the application migrates by itself when it starts
const { databaseUrl } = readConfig(process.env);

export default databaseUrl.startsWith('sqlite:')
  ? {
      client: ImmediateSqlite,
      connection: { filename: databaseUrl.slice('sqlite:'.length) },
      useNullAsDefault: true,
      compileSqlOnError: false,
      migrations: { directory: './migrations', loadExtensions: ['.ts'] },
    }
  : {
      client: 'pg',
      compileSqlOnError: false,
      connection: databaseUrl,
      migrations: { directory: './migrations', loadExtensions: ['.ts'] },
    };
