import assert from 'node:assert/strict';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { eventsAfter } from '../../server/store/queue/hall-query.ts';
import { type Asked, askOnce } from '../processes/ask-once.ts';
import { type Balancer, startBalancer } from '../processes/balancer.ts';
import { Browser } from '../processes/browser.ts';
import { FollowedScreen } from '../processes/followed-screen.ts';
import { type BareSystem, onDatabase } from '../support/bare-system.ts';
import { freshDatabase } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { setClock } from '../support/hall-system.ts';

const clockStart = '2026-11-24T10:00:00+08:00';
const site = 'BJ-TSY';
const password = 'Correct-horse-7-battery';
const walkIn = { services: ['RENEW'] };

describe('three processes on one database [postgres]', function () {
  this.timeout(300_000);
  let bare: BareSystem;
  let processes: HallProcess[] = [];
  let balancer: Balancer;
  let key = '';
  const screens: FollowedScreen[] = [];
  const start = () => startProcess({ databaseUrl: bare.url, clockStart, env: { RATE_LIMITS: 'on' } });
  const url = (k: number): string => processes[k]?.url ?? '';
  const api = (k: number): string => `${url(k)}/api/v1`;

  before(async () => {
    const fresh = await freshDatabase('postgres');
    bare = onDatabase(fresh.url, setClock(clockStart), fresh.discard);
    await seedDatabase(bare.system);
    const made = await createKey(bare.system, { kind: 'staff', site: null, name: 'test', actor: theSystem });
    assert.ok(made.ok);
    key = made.value.key;
    const boss = {
      username: 'boss',
      name: '王',
      role: 'administrator',
      sites: [],
      password,
      actor: theSystem,
    } as const;
    await createStaff(bare.system, boss);
    processes = await Promise.all([start(), start(), start()]);
    balancer = await startBalancer();
    balancer.use(processes.map((each) => each.url));
    await askOnce(`${api(0)}/counters/${site}-1/open`, { body: {}, key });
  });
  after(async () => {
    for (const screen of screens) screen.close();
    balancer?.close();
    await Promise.all(processes.map((each) => each.end('SIGKILL')));
    await bare?.close();
  });

  const screenAt = (address: string): FollowedScreen => {
    const screen = new FollowedScreen(address, site);
    screens.push(screen);
    return screen;
  };

  it('a ticket that is called at one appears on the screens of the others', async () => {
    const [second, third] = [screenAt(url(1)), screenAt(url(2))];
    await Promise.all([second, third].map((screen) => screen.until(({ version }) => version >= 0)));
    assert.equal((await askOnce(`${api(0)}/sites/${site}/tickets`, { body: walkIn, key })).status, 201);
    const called = await askOnce(`${api(0)}/counters/${site}-1/calls`, { body: {}, key });
    assert.equal(called.status, 201);
    const { number } = called.body['ticket'] as { number: string };
    for (const screen of [second, third]) await screen.until((each) => each.called.includes(number));
    // and the other way round
    const first = screenAt(url(0));
    await first.until(({ version }) => version >= 0);
    assert.equal((await askOnce(`${api(2)}/counters/${site}-1/recall`, { body: {}, key })).status, 200);
    await first.until((each) => each.called.includes(number));
  });

  it('who signs in at one is signed in at the others, and a setting changed at one is seen by all within two seconds', async () => {
    const browser = new Browser();
    const signIn = await browser.form(`${url(0)}/staff/sign-in`);
    const signed = await browser.send(`${url(0)}/staff/sign-in`, { ...signIn, username: 'boss', password });
    assert.equal(signed.status, 303);
    assert.equal((await browser.get(`${url(1)}/staff/account`)).status, 200);
    const telephone = '010-87654321';
    const shown = async (k: number): Promise<boolean> => {
      const sites = (await askOnce(`${api(k)}/sites`)).body as unknown as {
        code: string;
        telephone: string;
      }[];
      return sites.some((each) => each.code === site && each.telephone === telephone);
    };
    assert.deepEqual(await Promise.all([shown(0), shown(1), shown(2)]), [false, false, false]);
    // the form of one process is taken by another
    const form = await browser.form(`${url(1)}/admin/sites/${site}/profile`);
    const saved = await browser.send(`${url(0)}/admin/sites/${site}/profile`, { ...form, telephone });
    assert.equal(saved.status, 303, await saved.text());
    const began = performance.now();
    for (const k of [2, 1])
      while (!(await shown(k))) assert.ok(performance.now() - began < 2000, `process ${k}`);
    const out = await browser.form(`${url(2)}/staff/account`);
    assert.equal((await browser.send(`${url(2)}/staff/sign-out`, out)).status, 303);
    assert.equal((await browser.get(`${url(0)}/staff/account`)).status, 303);
  });

  it('a job that all run at the same moment does its work once', async () => {
    const late = [0, 1, 2].map(() => onDatabase(bare.url, setClock('2026-11-25T00:00:20+08:00')));
    try {
      const done = await Promise.all(late.map(({ system }) => endDays(system)));
      assert.deepEqual(done.map(({ closed }) => closed).sort(), [0, 0, 1]);
      const events = await eventsAfter(bare.system.database.reader, site, '2026-11-24', 0);
      assert.deepEqual(
        events.map(({ event }) => event.version),
        events.map((_, k) => k + 1),
      );
      assert.equal(events.filter(({ event }) => event.type === 'day_closed').length, 1);
    } finally {
      await Promise.all(late.map((each) => each.close()));
    }
  });

  it('restarted one after another they lose no request, and every screen comes back to the right version', async () => {
    const other = 'BJ-ZGC';
    const followers = Array.from({ length: 6 }, () => new FollowedScreen(balancer.url, other));
    screens.push(...followers);
    await Promise.all(followers.map((screen) => screen.until(({ version }) => version >= 0)));
    let goOn = true;
    const numbers: string[] = [];
    const refused: string[] = [];
    let cut = 0;
    // a connection that the system took in the instant in which the door closed is cut: the same request again, under the same key, is answered once
    const surely = async (idempotencyKey: string): Promise<Asked> => {
      const ask = { body: walkIn, key, idempotencyKey };
      const url = `${balancer.url}/api/v1/sites/${other}/tickets`;
      return askOnce(url, ask).catch(() => {
        cut += 1;
        return askOnce(url, ask);
      });
    };
    const visitors = Array.from({ length: 4 }, async (_, visitor) => {
      for (let k = 0; goOn; k += 1) {
        const answer = await surely(`visitor-${visitor}-${k}`);
        if (answer.status === 201) numbers.push(String(answer.body['number']));
        else refused.push(`${answer.status} ${answer.body['code']}`);
      }
    });
    for (let k = 0; k < 3; k += 1) {
      const before = numbers.length;
      const old = processes[k];
      const exit = old?.end('SIGTERM');
      while (numbers.length < before + 10 && refused.length === 0)
        await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(await exit, { code: 0, signal: null }, old?.output());
      processes[k] = await start();
      balancer.use(processes.map((each) => each.url));
    }
    goOn = false;
    await Promise.all(visitors);
    assert.deepEqual(refused, []);
    assert.equal(new Set(numbers).size, numbers.length, 'each number once');
    const stored = await bare.system.database.reader('hall_day').where({ site: other }).first('version');
    assert.equal(stored?.version, numbers.length, 'every answered ticket is there, and no other');
    await Promise.all(followers.map((screen) => screen.until(({ version }) => version === stored?.version)));
    assert.ok(
      followers.some(({ links }) => links > 1),
      'somebody had to come back',
    );
    console.log(`      ${numbers.length} tickets while all three were restarted, ${cut} asked for again`);
  });

  it('limits count what all of them have answered together', async () => {
    const answers: number[] = [];
    for (let k = 0; k < 30; k += 1)
      answers.push((await askOnce(`${api(k % 3)}/bookings`, { body: {} })).status);
    const tally = [422, 429].map((status) => answers.filter((each) => each === status).length);
    assert.deepEqual(tally, [20, 10]);
    assert.deepEqual(answers.slice(0, 20), new Array(20).fill(422));
  });
});
