import { seedAdministrator, seedDatabase } from '../seeds/seed-database.ts';
import { releaseRefusedMail } from './actions/message/release-refused-mail.ts';
import { clockFrom, realClock } from './clock.ts';
import { compose } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { endWhenAsked } from './end-when-asked.ts';
import { withEnvironmentFile } from './environment-file.ts';
import { tellLastError } from './last-error.ts';
import { loggableError } from './loggable.ts';
import { keepPrivate } from './private-files.ts';
import { alone } from './store/alone.ts';
import { refusalOf } from './store/refused-database.ts';
import { takeDatabase } from './store/take-database.ts';
import { paths } from './web/paths.ts';

tellLastError();
const closeFirst = endWhenAsked();
let database = '';
try {
  const config = readConfig(withEnvironmentFile(process.env));
  keepPrivate(config.varFolder, config.databaseUrl);
  database = config.databaseUrl;
  await takeDatabase(config.databaseUrl, (line) => console.error(line));
  const clock = config.clockStart === null ? realClock : clockFrom(config.clockStart);
  const composed = await compose(config, clock);
  const { seeded, password } = await alone(composed.system.database, async () => ({
    seeded: await seedDatabase(composed.system),
    password: await seedAdministrator(composed.system),
  }));
  closeFirst(composed.close);
  await releaseRefusedMail(composed.system);
  const url = await composed.listen();
  composed.startJobs();
  const shown = config.baseUrl ?? url;
  if (seeded) console.log('The catalogue of sites, services and materials has been seeded.');
  console.log(`The hall is open at ${shown}`);
  console.log(`  book a visit      ${shown}${paths.book.services()}`);
  console.log(`  hall display      ${shown}${paths.display('BJ-TSY')}`);
  console.log(`  kiosk             ${shown}${paths.kiosk.home('BJ-TSY')}`);
  console.log(`  counters, staff   ${shown}${paths.counter.choose()}`);
  if (password !== null)
    console.log(
      `The first administrator is "admin" with the password  ${password}  (shown once; it must be changed at the first sign-in).`,
    );
} catch (error) {
  const refused = refusalOf(error, database);
  if (error instanceof ConfigError) console.error(error.message);
  else if (refused !== null) console.error(`DATABASE_URL: ${refused.message}`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    console.error('PORT: is in use already; give another one');
  else console.error(JSON.stringify(loggableError(error), null, 1));
  process.exit(1);
}
