import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from './config.ts';
import { endWhenAsked } from './end-when-asked.ts';
import { withEnvironmentFile } from './environment-file.ts';
import { tellLastError } from './last-error.ts';
import { loggableError } from './loggable.ts';
import { makeLogger } from './make-logger.ts';
import { keepPrivate } from './private-files.ts';
import { lead } from './processes/lead.ts';
import { processCount } from './processes/process-count.ts';
import { serve } from './serve.ts';
import { refusalOf } from './store/refused-database.ts';

tellLastError();
const closeFirst = endWhenAsked();
let database = '';
try {
  const config = readConfig(withEnvironmentFile(process.env));
  keepPrivate(config.varFolder, config.databaseUrl);
  database = config.databaseUrl;
  const count = processCount(config);
  if (cluster.isPrimary && count > 1)
    await lead({
      count,
      exec: fileURLToPath(new URL('./run.mjs', import.meta.url)),
      args: [fileURLToPath(import.meta.url)],
      log: makeLogger(config),
      closeFirst,
    });
  else await serve(config, closeFirst);
} catch (error) {
  const refused = refusalOf(error, database);
  if (error instanceof ConfigError) console.error(error.message);
  else if (refused !== null) console.error(`DATABASE_URL: ${refused.message}`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    console.error('PORT: is in use already; give another one');
  else console.error(JSON.stringify(loggableError(error), null, 1));
  process.exit(1);
}
