import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { alternate } from '../measure.ts';
import type { Row } from '../row.ts';

const root = resolve(import.meta.dirname, '../../..');
const node = ['--no-warnings', '--import', 'tsx'];

export const startUp: Row = {
  id: 'start-up',
  ours: 'from npm start (installed, migrated) to /readyz, seconds more than the other',
  against: 'node starting an empty Express with tsx',
  target: { atMost: 1.5 },
  async run(office) {
    const { url } = await office.database('sqlite');
    const measured = await alternate(office.pick(3, 1), 's', {
      ours: () => readyAfter('npm', ['start'], { DATABASE_URL: url }),
      bare: () => readyAfter(process.execPath, [...node, 'test/bench/servers/empty-express.ts'], {}),
    });
    // here the difference is what is asked for, not the ratio
    const { ours, bare } = measured;
    return {
      ...measured,
      ratios: ours.map((value, k) => value - (bare[k] ?? 0)),
      note: 'the ratio column is the difference; not measured: installing, migrations, a cold disk',
    };
  },
};

/** Seconds from the start of a program to its first 200 on /readyz. */
async function readyAfter(
  command: string,
  given: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const secret = 'a secret of at least thirty-two characters';
  const began = performance.now();
  const child = spawn(command, [...given], {
    cwd: root,
    // npm has children of its own: they end as one group
    detached: true,
    stdio: 'ignore',
    env: { PATH, HOME, PORT: String(port), SESSION_SECRET: secret, LOG_LEVEL: 'error', ...env },
  });
  try {
    while (performance.now() - began < 30_000) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return (performance.now() - began) / 1000;
      await pause(5);
    }
    throw new Error(`${command} was not ready in 30 s`);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await new Promise((ended) => child.once('exit', ended));
  }
}
