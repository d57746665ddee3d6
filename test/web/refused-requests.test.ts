import assert from 'node:assert/strict';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { account, signedIn } from './staff/staff-browser.ts';

type Line = Readonly<Record<string, unknown>>;

describe('what is refused', () => {
  let hall: HallSystem;
  const lines: Line[] = [];
  before(async function () {
    this.timeout(60_000);
    const write = (line: string): void => void lines.push(JSON.parse(line) as Line);
    hall = await startSystem({
      engine: 'sqlite',
      env: { LOG_LEVEL: 'warn', TRUST_PROXY: '1' },
      log: { write },
    });
  });
  after(() => hall.close());
  beforeEach(() => {
    hall.clock.advance(60_000);
    lines.length = 0;
  });

  it('is told to the log, with who it was, from which network and on which route, and nothing that was sent', async () => {
    const id = await account(hall, 'greta', 'counter', ['BJ-TSY']);
    const agent = await signedIn(hall, 'greta');
    assert.equal((await agent.get('/admin/audit?find=13800001234')).status, 403);
    const call = hall.request.post('/api/v1/counters/BJ-TSY-1/open').set('X-Forwarded-For', '203.0.113.9');
    assert.equal((await call.set('Authorization', 'Bearer hall_wrong')).status, 401);
    const [page, key] = lines;
    assert.equal(lines.length, 2);
    assert.deepEqual(
      [page?.['status'], page?.['method'], page?.['route'], page?.['staff']],
      [403, 'GET', '/admin/audit', id],
    );
    assert.deepEqual([key?.['status'], key?.['staff']], [401, undefined]);
    assert.match(String(key?.['network']), /^[\w-]{22}$/);
    assert.doesNotMatch(JSON.stringify(lines), /13800001234|hall_wrong|203\.0\.113/);
  });

  it('has twenty lines a minute, and one with how many more there were', async () => {
    const ask = () => hall.request.post('/api/v1/counters/BJ-TSY-1/open');
    for (let k = 0; k < 25; k += 1) assert.equal((await ask()).status, 401);
    assert.equal(lines.length, 20);
    hall.clock.advance(60_000);
    await ask();
    assert.deepEqual(
      lines.slice(20).map((line) => line['refused'] ?? line['status']),
      [5, 401],
    );
  });
});
