import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { beside } from './beside.ts';
import { easyAppointments } from './easy-appointments.ts';
import { fakePeer } from './fake-peer.ts';
import { ourHall } from './our-hall.ts';

const from = '2026-12-01';

describe('a hall beside another system [sqlite]', () => {
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
    await hall.system.database.writer('queue').update({ places: 30 });
    await hall.system.database.writer('catalogue_version').increment('version');
  });
  after(() => hall.close());

  it('is asked the same, and each line says what was found', async () => {
    const other = await fakePeer(8);
    const lines: string[] = [];
    try {
      const peer = await easyAppointments({ url: other.url, from });
      const tell = (line: string): void => void lines.push(line);
      await beside(await ourHall(hall.url), peer, { rounds: 1, milliseconds: 1, tell });
    } finally {
      other.close();
    }
    assert.deepEqual(
      lines.map((line) => line.replace(/:.*/, '')),
      [
        'booking page, 10 clients',
        'hours of a day, 1 client',
        'hours of a day, 10 clients',
        'free month, 1 client',
        'free month, 10 clients',
        'register, 1 client',
        'one place, 50 at once',
      ],
    );
    assert.equal(lines.at(-1), 'one place, 50 at once: sold 1 and 8 times');
  });

  it('says what it needs without an address, and loads no other machine', () => {
    const run = (...given: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, 'compare.ts'), ...given], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] },
      });
    for (const given of [[], ['--peer', 'http://192.0.2.1']]) {
      const { status, stderr } = run(...given);
      assert.equal(status, 2);
      assert.match(stderr, /--peer http:\/\/127\.0\.0\.1:8080/);
    }
  });
});
