import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
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
const walkIn = { services: ['RENEW'] };

describe('PostgreSQL comes and goes [postgres]', function () {
  this.timeout(300_000);
  let postgres: OwnPostgres;
  let proxy: SilentProxy;
  let halls: HallProcess[] = [];
  let key = '';
  let asked = 0;
  const screens: FollowedScreen[] = [];
  const start = (databaseUrl: string): Promise<HallProcess> => startProcess({ databaseUrl, clockStart });
  const hall = (k: number): HallProcess => halls[k] ?? assert.fail('no such process');
  /** a time of its own, so that no booking can be in the way of another */
  const book = ({ url }: HallProcess): Promise<Asked> => {
    asked += 1;
    const at = slotOf(`2026-11-${24 + (asked % 4)}`, Math.floor(asked / 4) % 28);
    const body = bookingBody(asked, at);
    return askOnce(`${url}/api/v1/bookings`, { body, idempotencyKey: `comes-and-goes-${asked}` });
  };
  /** Asks until it is booked; answers how long that took, ms. Whatever comes before that must be an honest 503. */
  const untilBooked = async (process: HallProcess): Promise<number> => {
    const from = elapsed();
    for (;;) {
      const { status, body } = await book(process);
      if (status === 201) return elapsed() - from;
      assert.deepEqual([status, body['code']], [503, 'unavailable']);
      assert.ok(elapsed() - from < 30_000, 'it never comes back');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const call = (
    { url }: HallProcess,
    path: string,
    idempotencyKey: string = randomUUID(),
  ): Promise<Asked> => {
    const body = path.endsWith('tickets') ? walkIn : path.endsWith('finish') ? { outcome: 'completed' } : {};
    return askOnce(`${url}/api/v1${path}`, { body, key, idempotencyKey });
  };
  const report = (what: string, milliseconds: number): void =>
    console.log(`      ${what}: ${(milliseconds / 1000).toFixed(1)} s`);

  before(async () => {
    postgres = await ownPostgres();
    proxy = await silentProxy(postgres.port);
    // both at once on an empty database
    halls = await Promise.all([
      start(postgres.url),
      start(postgres.url.replace(/:\d+\//, `:${proxy.port}/`)),
    ]);
    const bare = onDatabase(postgres.url, setClock(clockStart), () => {});
    const made = await createKey(bare.system, { kind: 'staff', site: null, name: 'test', actor: theSystem });
    assert.ok(made.ok);
    key = made.value.key;
    await bare.close();
    await postgres.query(`update queue set places = 50; update catalogue_version set version = version + 1`);
    assert.equal((await call(hall(0), `/counters/${site}-1/open`)).status, 200);
    for (const { url } of halls) screens.push(new FollowedScreen(url, site));
    await Promise.all(screens.map((screen) => screen.until(({ version }) => version >= 0)));
  });
  after(async () => {
    for (const screen of screens) screen.close();
    await Promise.all(halls.map((each) => each.end('SIGKILL')));
    proxy?.close();
    await postgres?.discard();
  });

  /** Calls somebody at one process; answers how long the screen of the other takes to show it, ms. */
  const untilShown = async (): Promise<number> => {
    const from = elapsed();
    const done = async (path: string): Promise<Asked> => {
      const same = randomUUID();
      for (;;) {
        const answer = await call(hall(0), path, same);
        if (answer.status !== 503) return answer;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    assert.equal((await done(`/sites/${site}/tickets`)).status, 201);
    const called = await done(`/counters/${site}-1/calls`);
    assert.equal(called.status, 201, JSON.stringify(called.body));
    const { number } = called.body['ticket'] as { number: string };
    await Promise.all(screens.map((screen) => screen.until((each) => each.called.includes(number))));
    const took = elapsed() - from;
    for (const verb of ['start', 'finish']) {
      const { status, body } = await done(`/counters/${site}-1/${verb}`);
      assert.equal(status, 200, JSON.stringify(body));
    }
    return took;
  };

  it('processes that start together on an empty database migrate and seed it once', async () => {
    const rows = await postgres.query('select count(*)::int as n from city');
    assert.ok(Number(rows[0]?.['n']) > 0);
    for (const each of halls) assert.doesNotMatch(each.output(), /error/i);
  });

  it('a process survives the end of any of its backends, whatever that was for', async () => {
    const names = await postgres.query(
      `select distinct application_name as name from pg_stat_activity where application_name like 'hall-%'`,
    );
    const found = names.map(({ name }) => String(name)).sort();
    for (const purpose of ['hall-listener', 'hall-reader', 'hall-writer'])
      assert.ok(found.includes(purpose), `${purpose} is among ${found}`);
    for (const name of found) {
      await postgres.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`,
      );
      for (const each of halls) assert.ok((await untilBooked(each)) < 3000, name);
    }
    assert.ok((await untilShown()) < 3000);
  });

  for (const how of ['fast', 'immediate'] as const)
    it(`after a restart (${how}) it books again, and calls reach every screen, within three seconds`, async () => {
      await postgres.stop(how);
      await postgres.start();
      const times = await Promise.all([...halls.map((each) => untilBooked(each)), untilShown()]);
      report(`booked again, and shown on the other's screen, after a ${how} restart`, Math.max(...times));
      assert.ok(Math.max(...times) < 3000, String(times));
    });

  it('while it is away everybody is told so, with the time to ask again, within ten seconds', async () => {
    await postgres.stop('fast');
    const from = elapsed();
    const [booking, page] = await Promise.all([
      fetch(`${hall(0).url}/api/v1/bookings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'while-away' },
        body: JSON.stringify(bookingBody(900_001, slotOf('2026-11-25', 3))),
      }),
      fetch(`${hall(0).url}/bookings/7K4M-2XRC?token=unknown`, { headers: { 'accept-language': 'en' } }),
    ]);
    assert.ok(elapsed() - from < 10_000);
    assert.equal(booking.status, 503);
    assert.equal(((await booking.json()) as { code: string }).code, 'unavailable');
    assert.ok(Number(booking.headers.get('retry-after')) > 0);
    assert.equal(page.status, 503);
    assert.match(await page.text(), /Not possible at the moment/);
    await postgres.start();
    assert.ok((await untilBooked(hall(0))) < 3000);
    assert.ok((await untilShown()) < 3000);
  });

  it('connections that have gone silent are given up: the first booking is answered within ten seconds', async () => {
    await untilBooked(hall(1));
    proxy.silence();
    const from = elapsed();
    const first = await book(hall(1));
    const took = elapsed() - from;
    report(`first answer (${first.status}) over connections that went silent`, took);
    assert.ok(took < 10_000, String(took));
    assert.ok((await untilBooked(hall(1))) < 10_000);
    // the connection that listens has been silenced, too
    await untilShown();
  });

  it('a process that freezes in the middle of a transaction holds up the others for ten seconds at most', async () => {
    const held = `select count(*)::int as n from pg_stat_activity a join pg_locks l using (pid)
      where l.locktype = 'advisory' and a.state like 'idle in transaction%'`;
    let frozen = false;
    for (let delay = 0; !frozen; delay = (delay + 7) % 60) {
      const storm = Array.from({ length: 20 }, () => book(hall(1)).catch(() => null));
      await new Promise((resolve) => setTimeout(resolve, delay));
      process.kill(hall(1).pid, 'SIGSTOP');
      frozen = Number((await postgres.query(held))[0]?.['n']) > 0;
      if (frozen) {
        const took = await untilBooked(hall(0));
        report('booked beside a process that froze in a transaction', took);
        assert.ok(took < 10_000, String(took));
      }
      process.kill(hall(1).pid, 'SIGCONT');
      await Promise.all(storm);
    }
    assert.ok((await untilBooked(hall(1))) < 10_000, 'it goes on when it thaws');
  });

  it('a server with a short time limit and few connections slows it down and breaks nothing', async () => {
    await postgres.query(
      `alter role hall set statement_timeout = '3s'; alter role hall set idle_session_timeout = '1s'`,
    );
    await postgres.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'hall-%'`,
    );
    for (const each of halls) await untilBooked(each);
    // longer than the server lets a connection idle
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const answers = await Promise.all(Array.from({ length: 30 }, (_, k) => book(hall(k % 2))));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    await postgres.query('alter role hall reset all');
  });

  it('a process that is started while it is down waits, says so in one line, and opens when it is back', async () => {
    await postgres.stop('fast');
    let told = (): void => {};
    const waits = new Promise<void>((resolve) => {
      told = resolve;
    });
    const printed = (text: string): void => {
      if (text.includes('cannot be reached')) told();
    };
    const late = startProcess({ databaseUrl: postgres.url, clockStart, printed });
    await waits;
    await postgres.start();
    const opened = await late;
    halls.push(opened);
    assert.equal(opened.output().match(/The database cannot be reached/g)?.length, 1);
    assert.ok((await untilBooked(opened)) < 3000);
  });
});
