import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generatePassword } from '../../server/actions/staff/passwords.ts';
import type { Clock } from '../../server/clock.ts';
import { realClock } from '../../server/clock.ts';
import { compose } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { endWhenAsked } from '../../server/end-when-asked.ts';
import { paths } from '../../server/web/paths.ts';
import { seedAdministrator, seedDatabase } from '../seed-database.ts';
import { withManySites } from './many-sites.ts';
import { startDemo } from './start-demo.ts';

// `npm run demo`: a throw-away database and a branch in full swing; `-- --sites 1000`: and so many invented sites besides.
const { values } = parseArgs({ options: { sites: { type: 'string', default: '0' } } });
const invented = Number(values.sites);
if (!/^\d{1,5}$/.test(values.sites)) throw new Error('--sites: a number up to 99999');
const closeFirst = endWhenAsked();
const folder = mkdtempSync(join(tmpdir(), 'hall-demo-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const password = generatePassword();
const config = readConfig(
  {
    PORT: process.env['PORT'],
    HOST: process.env['HOST'],
    LOG_LEVEL: 'warn',
    RATE_LIMITS: 'off',
    ADMIN_PASSWORD: password,
    DATABASE_URL: `sqlite:${join(folder, 'hall.sqlite3')}`,
  },
  { varFolder: folder },
);
let time: Clock = realClock;
const composed = await compose(config, { now: () => time.now() });
await seedDatabase(composed.system, withManySites(invented));
await seedAdministrator(composed.system);
const demo = await startDemo(composed.system, (clock) => {
  time = clock;
});
closeFirst(() => {
  demo.stop();
  return composed.close();
});
const url = await composed.listen();
composed.startJobs();
console.log(`A day at Tianshuiyuan, ${demo.day}. Everything is thrown away at the end (Ctrl-C).`);
for (const [name, path] of [
  ['book a visit', paths.book.services()],
  ['hall display', paths.display('BJ-TSY')],
  ['site and live queue', paths.site('BJ-TSY')],
  ['kiosk', paths.kiosk.home('BJ-TSY')],
  ['counters, staff', paths.counter.choose()],
  ['messages', paths.admin.outbox()],
] as const) {
  console.log(`  ${name.padEnd(20)} ${url}${path}`);
}
console.log(`  sign in as "admin" with the password ${password}`);
