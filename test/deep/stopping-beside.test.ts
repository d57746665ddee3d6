import assert from 'node:assert/strict';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { Browser } from '../processes/browser.ts';
import { onDatabase } from '../support/bare-system.ts';
import { freshDatabase } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { setClock } from '../support/hall-system.ts';

const clockStart = '2026-11-24T10:00:00+08:00';
const password = 'Correct-horse-7-battery';
const address = '/admin/planner/BJ-TSY?weekday=2&lang=en';
/** What an operator is promised, milliseconds. */
const promised = 12_000;

/** Somebody who may ask the planner, signed in. */
async function manager(hall: HallProcess, databaseUrl: string): Promise<Browser> {
  const bare = onDatabase(databaseUrl, setClock(clockStart));
  const who = { username: 'boss', name: '王', role: 'administrator', sites: [], password } as const;
  await createStaff(bare.system, { ...who, actor: theSystem });
  await bare.close();
  const browser = new Browser();
  const form = await browser.form(`${hall.url}/staff/sign-in`);
  const signed = await browser.send(`${hall.url}/staff/sign-in`, { ...form, username: 'boss', password });
  assert.equal(signed.status, 303);
  return browser;
}

describe('the program, asked to stop while its threads work', function () {
  this.timeout(300_000);

  for (const command of [undefined, ['npm', 'start'] as const])
    it(`ends with 0 in time${command === undefined ? '' : ', through npm too'}`, async () => {
      const fresh = await freshDatabase('sqlite');
      const env = { npm_config_update_notifier: 'false' };
      const options = { databaseUrl: fresh.url, clockStart, env };
      const hall = await startProcess(command === undefined ? options : { ...options, command });
      try {
        const browser = await manager(hall, fresh.url);
        const empty = await browser.form(`${hall.url}${address}`);
        const names = Object.keys(empty).filter((name) => name.startsWith('tickets.'));
        const typed = Object.fromEntries(names.map((name) => [name, '40']));
        const form = { ...empty, ...typed, demand: 'typed' };
        // both threads are there, and have answered
        const answered = await browser.send(`${hall.url}${address}`, form);
        assert.match(await answered.text(), /<svg role="img"/);
        const asked = Array.from({ length: 3 }, () =>
          browser.send(`${hall.url}${address}`, { ...form, _act: 'search' }).then(
            () => 'answered',
            () => 'cut off',
          ),
        );
        await Promise.race([...asked, new Promise((resolve) => setTimeout(resolve, 100))]);
        const began = performance.now();
        assert.deepEqual(await hall.end('SIGTERM'), { code: 0, signal: null }, hall.output());
        assert.ok(performance.now() - began < promised, `${performance.now() - began} ms`);
        await Promise.all(asked);
      } finally {
        await hall.end('SIGKILL');
        fresh.discard();
      }
    });
});
