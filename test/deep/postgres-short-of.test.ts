import assert from 'node:assert/strict';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { elapsed } from '../../server/clock.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { bookingBody, slotOf } from '../attack/attack-site.ts';
import { type Asked, askOnce } from '../processes/ask-once.ts';
import { FollowedScreen } from '../processes/followed-screen.ts';
import { onDatabase } from '../support/bare-system.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { setClock } from '../support/hall-system.ts';
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.ts';
import { type SilentProxy, silentProxy } from '../support/silent-proxy.ts';

const clockStart = '2026-11-23T10:00:00+08:00';
const site = 'BJ-TSY';

describe('a PostgreSQL that is short of something [postgres]', function () {
  this.timeout(300_000);
  let postgres: OwnPostgres;
  let proxy: SilentProxy;
  let url = '';
  let halls: HallProcess[] = [];
  let key = '';
  let asked = 0;
  const start = (databaseUrl: string): Promise<HallProcess> => startProcess({ databaseUrl, clockStart });
  const addressOf = (k: number): string => halls[k]?.url ?? assert.fail('no such process');
  const book = (address: string, idempotencyKey?: string): Promise<Asked> => {
    asked += 1;
    const at = slotOf(`2026-11-${24 + (asked % 4)}`, Math.floor(asked / 4) % 28);
    const body = bookingBody(asked, at);
    return askOnce(`${address}/api/v1/bookings`, {
      body,
      idempotencyKey: idempotencyKey ?? `short-of-${asked}`,
    });
  };
  const untilBooked = async (address: string): Promise<number> => {
    const from = elapsed();
    for (;;) {
      const { status, body } = await book(address);
      if (status === 201) return elapsed() - from;
      assert.equal(body['code'], 'unavailable', String(status));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  before(async () => {
    postgres = await ownPostgres();
    await postgres.query(`create role few login password 'few' connection limit 40`);
    await postgres.query('create database few owner few');
    url = `postgres://few:few@127.0.0.1:${postgres.port}/few`;
    proxy = await silentProxy(postgres.port);
    halls = [await start(url), await start(`postgres://few:few@127.0.0.1:${proxy.port}/few`)];
    const bare = onDatabase(url, setClock(clockStart));
    await bare.system.database.writer('queue').update({ places: 40 });
    await bare.system.database.writer('catalogue_version').increment('version');
    const made = await createKey(bare.system, { kind: 'staff', site: null, name: 'test', actor: theSystem });
    assert.ok(made.ok);
    key = made.value.key;
    await bare.close();
  });
  after(async () => {
    await Promise.all(halls.map((each) => each.end('SIGKILL')));
    proxy?.close();
    await postgres?.discard();
  });

  it('a call that is made while only the listening connection is away is on the screen within three seconds', async () => {
    const screen = new FollowedScreen(addressOf(1), site);
    try {
      await screen.until(({ version }) => version >= 0);
      const call = (path: string, body: object = {}): Promise<Asked> =>
        askOnce(`${addressOf(0)}/api/v1${path}`, { body, key });
      assert.equal((await call(`/counters/${site}-1/open`)).status, 200);
      assert.equal((await call(`/sites/${site}/tickets`, { services: ['RENEW'] })).status, 201);
      await postgres.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('hall-listener', 'hall-screens')`,
      );
      const from = elapsed();
      const called = await call(`/counters/${site}-1/calls`);
      assert.equal(called.status, 201);
      const { number } = called.body['ticket'] as { number: string };
      await screen.until((each) => each.called.includes(number));
      const took = elapsed() - from;
      assert.ok(took < 3000, String(took));
      console.log(`      shown ${(took / 1000).toFixed(2)} s after a call without anybody listening`);
    } finally {
      screen.close();
    }
  });

  it('connections that fall silent under load: every request that is under way is answered within ten seconds', async () => {
    let goOn = true;
    const times: number[] = [];
    const statuses = new Map<number, number>();
    const load = Array.from({ length: 12 }, async (_, k) => {
      while (goOn) {
        const from = elapsed();
        const { status } =
          k % 2 === 0
            ? await book(addressOf(1))
            : await askOnce(`${addressOf(1)}/api/v1/sites/${site}/board`);
        times.push(elapsed() - from);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    while (times.length < 100) await new Promise((resolve) => setTimeout(resolve, 5));
    proxy.silence();
    const recovered = await untilBooked(addressOf(1));
    goOn = false;
    await Promise.all(load);
    const longest = Math.max(...times);
    console.log(
      `      booked again after ${(recovered / 1000).toFixed(1)} s, the longest answer took ${(longest / 1000).toFixed(1)} s: ${JSON.stringify([...statuses])}`,
    );
    assert.ok(recovered < 10_000, String(recovered));
    assert.ok(longest < 10_000, String(longest));
    assert.deepEqual(
      [...statuses.keys()].filter((status) => ![200, 201, 503].includes(status)),
      [],
    );
  });

  it('too few connections for everybody at once slow it down: a crowd is booked all the same', async () => {
    await halls[1]?.end('SIGTERM');
    await postgres.query('alter role few connection limit 6');
    await postgres.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'few'`);
    const from = elapsed();
    const times = await Promise.all(Array.from({ length: 40 }, () => untilBooked(addressOf(0))));
    assert.equal(times.length, 40);
    assert.ok(elapsed() - from < 10_000, String(elapsed() - from));
    await postgres.query('alter role few connection limit 40');
  });

  it('a mark that somebody who died while migrating has left stops no later start', async () => {
    const bare = onDatabase(url, setClock(clockStart));
    await bare.system.database.writer('knex_migrations_lock').update({ is_locked: 1 });
    await bare.close();
    const late = await start(url);
    halls.push(late);
    assert.ok((await untilBooked(late.url)) < 10_000);
  });

  it('nobody has printed an error', () => {
    for (const each of halls) assert.doesNotMatch(each.output(), /"level":(50|60)|Error:/);
  });
});
