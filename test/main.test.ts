import assert from 'node:assert/strict';
import { get } from 'node:http';
import { attackClock, bookingBody, post, slotOf } from './attack/attack-site.ts';
import { onDatabase } from './support/bare-system.ts';
import { engines, freshDatabase } from './support/engines.ts';
import { runToEnd, startProcess } from './support/hall-process.ts';
import { setClock } from './support/hall-system.ts';

describe('the program', function () {
  this.timeout(60_000);

  it('stops on a bad environment variable with one line that names it', async () => {
    const bad = { PORT: '99999', SESSION_SECRET: 'short', CLOCK_START: 'tomorrow' };
    const ends = await Promise.all(
      Object.entries(bad).map(async ([name, value]) => {
        const end = await runToEnd({
          databaseUrl: 'sqlite:/nonexistent/never-opened',
          env: { [name]: value },
        });
        return { name, ...end };
      }),
    );
    for (const { name, code, output } of ends) {
      assert.equal(code, 1, name);
      assert.match(output, new RegExp(`^${name}: .+\\n$`), 'one line');
    }
  });

  for (const engine of engines) {
    it(`seeds an empty database once, and asked to end finishes what is under way and exits with 0 [${engine}]`, async () => {
      const fresh = await freshDatabase(engine);
      const inspect = onDatabase(fresh.url, setClock(attackClock), fresh.discard);
      try {
        const counts = async () => {
          const { reader } = inspect.system.database;
          const tables = ['site', 'service', 'staff', 'counter', 'catalogue_version'];
          const rows = await Promise.all(tables.map((table) => reader(table).count({ n: '*' }).first()));
          const version = await reader('catalogue_version').first('version');
          return [...rows.map((row) => Number(row?.['n'])), Number(version?.version)];
        };
        const first = await startProcess({ databaseUrl: fresh.url, clockStart: attackClock });
        const seeded = await counts();
        assert.ok(
          seeded.every((n) => n > 0),
          `${seeded}`,
        );
        assert.match(first.output(), /catalogue .* has been seeded/);
        await post(first.url, '/bookings', bookingBody(0, slotOf('2026-11-26', 0)));
        // a visitor whose connection stays open, and requests that have just been sent
        const idle = new Promise<void>((closed) => {
          get(`${first.url}/healthz`, { headers: { connection: 'keep-alive' } }, (response) =>
            response.resume(),
          ).on('close', closed);
        });
        const under = Array.from({ length: 12 }, (_, k) =>
          post(first.url, '/bookings', bookingBody(k + 1, slotOf('2026-11-25', k))),
        );
        await Promise.race(under);
        const ended = first.end('SIGTERM');
        const answers = await Promise.all(under);
        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
        assert.deepEqual(await ended, { code: 0, signal: null }, first.output());
        await idle;

        const second = await startProcess({ databaseUrl: fresh.url, clockStart: attackClock });
        assert.deepEqual(await counts(), seeded);
        assert.doesNotMatch(second.output(), /seeded|password/);
        assert.equal((await second.end('SIGTERM')).code, 0);
      } finally {
        await inspect.close();
      }
    });
  }
});
