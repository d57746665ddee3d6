import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unavailable } from '../../server/actions/unavailable.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { openDatabase } from '../../server/store/database.ts';
import { outageOf } from '../../server/store/outage.ts';
import { becomes, ready } from '../processes/ask-ready.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`whether a process is ready [${engine}]`, function () {
    this.timeout(300_000);
    let hall: HallSystem;
    let folder: string;
    let varFolder: string;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-ready-'));
      varFolder = join(folder, 'var');
      hall = await startSystem({ engine, config: { varFolder } });
      await becomes(hall, 200);
    });
    afterEach(async () => {
      await hall.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('it writes its line at most once a second, however many ask', async () => {
      const { reader, writer } = hall.system.database;
      let statements = 0;
      writer.on('query', ({ sql }: { sql: string }) => {
        if (sql.includes('heartbeat')) statements += 1;
      });
      await Promise.all(Array.from({ length: 50 }, () => ready(hall)));
      assert.ok(statements <= 2, `${statements}`);
      assert.equal((await reader('heartbeat')).length, 1);
    });

    it('not while a migration is missing', async () => {
      const { writer } = hall.system.database;
      const [last] = await writer('knex_migrations').orderBy('id', 'desc').limit(1);
      await writer('knex_migrations').where({ id: last.id }).delete();
      assert.deepEqual((await becomes(hall, 503)).reasons, { database: 'migrations_missing' });
      await writer('knex_migrations').insert(last);
      await becomes(hall, 200);
    });

    it('not without its folder, nor when a file stands there', async () => {
      const away = join(folder, 'away');
      renameSync(varFolder, away);
      assert.deepEqual((await becomes(hall, 503)).reasons, { folder: 'gone' });
      writeFileSync(varFolder, 'no folder');
      assert.deepEqual((await becomes(hall, 503)).reasons, { folder: 'gone' });
      rmSync(varFolder);
      renameSync(away, varFolder);
      await becomes(hall, 200);
    });

    it('not while a batch of its commands hangs, and again when it is done', async () => {
      const { catalogueCache, halls } = hall.system;
      const within = catalogueCache.within.bind(catalogueCache);
      let go = (): void => {};
      const held = new Promise<void>((release) => {
        go = release;
      });
      catalogueCache.within = async (transaction) => {
        await held;
        return within(transaction);
      };
      const open = halls.submit(
        site,
        { type: 'open_counter', counter: `${site}-1`, staff: null },
        { actor: theSystem },
      );
      const { reasons } = await becomes(hall, 503);
      // the one connection that writes on SQLite is the one that hangs
      assert.deepEqual(reasons, { halls: 'stuck', ...(engine === 'sqlite' ? { write: 'writer_busy' } : {}) });
      const { text } = await hall.request.get('/metrics');
      assert.match(text, /hall_check_ok\{check="halls"\} 0/);
      assert.ok(Number(/hall_command_age_seconds\{queue="halls"\} (\S+)/.exec(text)?.[1]) > 1, text);
      go();
      // answered, or, on a machine that is slow today, given up meanwhile
      await open.catch((error: unknown) =>
        assert.ok(outageOf(error) !== null || error instanceof Unavailable),
      );
      await becomes(hall, 200);
    });

    it('not while somebody else holds what a booking must lock', async () => {
      const other = openDatabase(hall.system.database.url);
      const holding = await other.writer.transaction();
      if (engine === 'postgres')
        await holding.raw(`select pg_advisory_xact_lock(hashtextextended('booking:${site}', 0))`);
      const booking = hall.system.bookings.submit(
        { type: 'release_hold', hold: 'none', site },
        { actor: theSystem },
      );
      const { reasons } = await becomes(hall, 503);
      assert.equal(reasons['bookings'], 'stuck');
      await holding.rollback();
      await booking;
      await becomes(hall, 200);
      await other.close();
    });

    it('not when a job has not ended well for too long', async () => {
      const { writer } = hall.system.database;
      await writer.schema.renameTable('place', 'place_away');
      hall.startJobs();
      await becomes(hall, 200);
      hall.clock.advance(30 * 60 * 60_000);
      assert.deepEqual((await becomes(hall, 503)).reasons, { jobs: 'behind' });
      await writer.schema.renameTable('place_away', 'place');
    });
  });
}
