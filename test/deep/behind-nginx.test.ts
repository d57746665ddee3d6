import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { askOnce } from '../processes/ask-once.ts';
import { FollowedScreen } from '../processes/followed-screen.ts';
import { type BareSystem, onDatabase } from '../support/bare-system.ts';
import { freshDatabase } from '../support/engines.ts';
import { freePort } from '../support/free-port.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { setClock } from '../support/hall-system.ts';
import { nginxFile, onLoopback, settle } from '../support/nginx-file.ts';

const clockStart = '2026-11-24T10:00:00+08:00';
const site = 'BJ-TSY';

function tried(): void {
  let bare: BareSystem;
  let folder = '';
  let nginx: ChildProcess | null = null;
  let key = '';
  let url = '';
  let ports: readonly [number, number] = [0, 0];
  const processes: HallProcess[] = [];
  const screens: FollowedScreen[] = [];
  const start = (k: 0 | 1) =>
    startProcess({
      databaseUrl: bare.url,
      clockStart,
      env: { PORT: String(ports[k]), TRUST_PROXY: '1', RATE_LIMITS: 'on' },
    });

  before(async () => {
    bare = await onFresh();
    folder = mkdtempSync(join(tmpdir(), 'hall-nginx-'));
    const made = await createKey(bare.system, { kind: 'staff', site: null, name: 'test', actor: theSystem });
    assert.ok(made.ok);
    key = made.value.key;
    ports = [await freePort(), await freePort()];
    processes.push(...(await Promise.all([start(0), start(1)])));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    nginx = spawn('nginx', ['-c', settle(folder, onLoopback(nginxFile, { port, ports }))], {
      stdio: 'ignore',
    });
    while ((await askOnce(`${url}/healthz`).catch(() => ({ status: 0 }))).status !== 200)
      if (nginx.exitCode !== null) throw new Error(readFileSync(join(folder, 'log', 'error'), 'utf8'));
  });
  after(async () => {
    for (const screen of screens) screen.close();
    nginx?.kill('SIGTERM');
    await Promise.all(processes.map((each) => each.end('SIGKILL')));
    await bare?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const onFresh = async (): Promise<BareSystem> => {
    const fresh = await freshDatabase('postgres');
    const made = onDatabase(fresh.url, setClock(clockStart), fresh.discard);
    await seedDatabase(made.system);
    return made;
  };

  it('the file is right as it stands, certificate and all', () => {
    const whole = mkdtempSync(join(tmpdir(), 'hall-nginx-'));
    const pair = ['-keyout', join(whole, 'certificate.key'), '-out', join(whole, 'certificate.pem')];
    const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=hall.invalid'];
    execFileSync('openssl', ['req', ...kind, ...pair], { stdio: 'ignore' });
    const { status, stderr } = spawnSync('nginx', ['-t', '-c', settle(whole, nginxFile)], {
      encoding: 'utf8',
    });
    rmSync(whole, { recursive: true, force: true });
    assert.equal(status, 0, stderr);
  });

  it('restarted one after another they lose no request, and screens come back by themselves', async () => {
    const followers = Array.from({ length: 6 }, () => new FollowedScreen(url, site));
    screens.push(...followers);
    await Promise.all(followers.map((screen) => screen.until(({ version }) => version >= 0)));
    let goOn = true;
    const numbers: string[] = [];
    const refused: string[] = [];
    let asked = 0;
    const visit = async (): Promise<void> => {
      while (goOn) {
        asked += 1;
        // a queue has numbers for a day, not for a flood
        const writes = asked % 8 === 0;
        const answer = writes
          ? await askOnce(`${url}/api/v1/sites/${site}/tickets`, { body: { services: ['RENEW'] }, key })
          : await askOnce(`${url}/api/v1/sites/${site}/board`);
        if (answer.status === 201) numbers.push(String(answer.body['number']));
        else if (answer.status !== 200) refused.push(`${answer.status} ${answer.body['code']}`);
      }
    };
    const lost = (error: unknown): void => void refused.push(String(error));
    const visitors = Array.from({ length: 4 }, () => visit().catch(lost));
    for (const k of [0, 1, 0, 1] as const) {
      const before = numbers.length;
      const exit = processes[k]?.end('SIGTERM');
      while (numbers.length < before + 10 && refused.length === 0)
        await new Promise((resolve) => setImmediate(resolve));
      assert.equal((await exit)?.code, 0);
      processes[k] = await start(k);
    }
    goOn = false;
    await Promise.all(visitors);
    assert.deepEqual(refused, []);
    const stored = await bare.system.database.reader('hall_day').where({ site }).first('version');
    assert.equal(stored?.version, numbers.length, 'every answered ticket is there, and no other');
    await Promise.all(followers.map((screen) => screen.until(({ version }) => version === stored?.version)));
    assert.ok(followers.some(({ links }) => links > 1));
    console.log(
      `      ${numbers.length} tickets and ${asked - numbers.length} boards while both were restarted twice`,
    );
  });

  it('a process that hangs holds no reader up, and whoever has sent something is told in time what to do', async () => {
    const hung = processes[0];
    assert.ok(hung !== undefined);
    process.kill(hung.pid, 'SIGSTOP');
    try {
      const many = Array.from({ length: 6 }, (_, k) => k);
      const ticket = { body: { services: ['RENEW'] }, key };
      const sent = await Promise.all(
        many.map((k) =>
          askOnce(`${url}/api/v1/sites/${site}/tickets`, { ...ticket, idempotencyKey: `hung-${k}` }),
        ),
      );
      const told = sent.filter(({ status }) => status !== 201);
      assert.ok(told.length > 0 && told.length < sent.length, JSON.stringify(sent));
      for (const { status, body, retryAfter } of told)
        assert.deepEqual([status, body['code'], retryAfter], [503, 'unavailable', '5']);
      const read = await Promise.all(many.map(() => askOnce(`${url}/api/v1/sites/${site}/board`)));
      assert.deepEqual(
        read.map(({ status }) => status),
        many.map(() => 200),
      );
    } finally {
      process.kill(hung.pid, 'SIGCONT');
    }
  });

  it('the log has no secret link, metrics stay inside, and limits count each visitor', async () => {
    const secret = 'tickets/a-secret-that-nobody-may-read';
    await askOnce(`${url}/api/v1/${secret}`);
    assert.equal((await askOnce(`${url}/metrics`)).status, 403);
    const statuses: number[] = [];
    for (let k = 0; k < 25; k += 1)
      statuses.push((await askOnce(`${url}/api/v1/bookings`, { body: {} })).status);
    assert.equal(statuses.filter((status) => status === 429).length, 5);
    const log = () => readFileSync(join(folder, 'log', 'hall.log'), 'utf8');
    assert.match(log(), /GET \/api\/v1\/tickets\/\*\*\* /);
    assert.doesNotMatch(log(), /secret/);
  });
}

// nginx is no package of npm: where it is installed, the project's file is tried with it
if (spawnSync('nginx', ['-v']).status === 0)
  describe('two processes behind nginx, as the project sets it up', function () {
    this.timeout(300_000);
    tried();
  });
else console.log('  nginx is not installed: the file for it is not tried in this run');
