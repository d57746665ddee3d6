import cluster from 'node:cluster';
import { seedAdministrator, seedDatabase } from '../seeds/seed-database.ts';
import { releaseRefusedMail } from './actions/message/release-refused-mail.ts';
import { clockFrom, realClock } from './clock.ts';
import { compose } from './compose.ts';
import type { Config } from './config.ts';
import { alone } from './store/alone.ts';
import { takeDatabase } from './store/take-database.ts';
import { makeWordFonts } from './web/font/word-fonts.ts';
import { paths } from './web/paths.ts';

/** Opens the hall in this process, and says where. Throws whatever keeps it from doing so. */
export async function serve(config: Config, closeFirst: (close: () => Promise<void>) => void): Promise<void> {
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
  // whoever wants one before it is made waits for it; one that cannot be made is tried again then
  makeWordFonts().catch(() => undefined);
  if (seeded) console.log('The catalogue of sites, services and materials has been seeded.');
  // of several behind one address the first says it for all
  if ((cluster.worker?.id ?? 1) === 1) tellAddress(config.baseUrl ?? url);
  if (password !== null)
    console.log(
      `The first administrator is "admin" with the password  ${password}  (shown once; it must be changed at the first sign-in).`,
    );
}

function tellAddress(shown: string): void {
  console.log(`The hall is open at ${shown}`);
  console.log(`  book a visit      ${shown}${paths.book.services()}`);
  console.log(`  hall display      ${shown}${paths.display('BJ-TSY')}`);
  console.log(`  kiosk             ${shown}${paths.kiosk.home('BJ-TSY')}`);
  console.log(`  counters, staff   ${shown}${paths.counter.choose()}`);
}
