// Runs before `npm start` and `npm test` on plain Node, when nothing is installed yet: installs when node_modules is missing or older than
// the lock file. Before `npm start` whoever opens the address meanwhile is told that it takes a moment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tellMoment } from './installing/moment.mjs';
import { stepOf, tellProgress } from './installing/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = new URL('../package-lock.json', import.meta.url);
const installed = new URL('../node_modules/.package-lock.json', import.meta.url);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.log(
    'Installing packages, once. Where no prebuilt SQLite can be fetched it compiles itself: that takes about two minutes.',
  );
  const began = performance.now();
  const progress = () => ({ step: stepOf(root), seconds: Math.round((performance.now() - began) / 1000) });
  const page = await momentBefore(process.env.npm_lifecycle_event, progress);
  const told = tellProgress(progress);
  // `npm ci` refuses a lock file that was written on another kind of machine, because npm leaves out foreign platforms' packages
  const installing = spawn(
    'npm',
    ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--no-progress'],
    {
      cwd: root,
      // what is compiled may use every core
      env: { JOBS: 'max', ...process.env },
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => installing.kill(signal));
  const [status] = await once(installing, 'exit');
  told.end();
  await page?.close();
  if (status !== 0) {
    console.error('The installation failed; its messages are above.');
    process.exit(status ?? 1);
  }
  // the clock of the checkout may be ahead of that of the packages
  const now = new Date();
  utimesSync(installed, now, now);
}

/** Only where the application starts afterwards, which takes the port over. */
async function momentBefore(script, progress) {
  if (script !== 'prestart') return null;
  const { PORT: port = '3000', HOST: host = '127.0.0.1' } = process.env;
  const page = await tellMoment({ port: Number(port), host, progress });
  if (page !== null) console.log(`Until then ${page.address} says so.`);
  return page;
}
