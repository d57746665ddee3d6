// Runs before `npm start` and `npm test` on plain Node, when nothing is installed yet: installs when node_modules is missing or older than the lock file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
  // `npm ci` refuses a lock file that was written on another kind of machine, because npm leaves out foreign platforms' packages
  const installing = spawn('npm', ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => installing.kill(signal));
  const [status] = await once(installing, 'exit');
  if (status !== 0) {
    console.error('The installation failed; its messages are above.');
    process.exit(status ?? 1);
  }
  // the clock of the checkout may be ahead of that of the packages
  const now = new Date();
  utimesSync(installed, now, now);
}
