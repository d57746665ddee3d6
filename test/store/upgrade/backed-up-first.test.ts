import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readyDatabase } from '../../../server/ready-database.ts';
import { verifyBackup } from '../../../server/store/backup/verify-backup.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { RefusedDatabase } from '../../../server/store/refused-database.ts';
import { schemaState } from '../../../server/store/schema-state.ts';
import { engines, type FreshDatabase, freshDatabase } from '../../support/engines.ts';

const at = Date.parse('2026-11-23T10:00:00+08:00');

for (const engine of engines) {
  describe(`an upgrade [${engine}]`, function () {
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let folder: string;
    const said: string[] = [];
    const log = {
      info: (details: object, message: string) => void said.push(`${message} ${JSON.stringify(details)}`),
      warn: () => {},
    };
    const start = async (backups: string) => {
      const config = {
        databaseUrl: fresh.url,
        replica: null,
        varFolder: folder,
        backups: { folder: backups, hour: 2, kept: 3 },
      };
      await (await readyDatabase(config, log, () => at)).close();
    };
    const isCurrent = async (): Promise<boolean> => {
      const database = openDatabase(fresh.url);
      const { is } = await schemaState(database);
      await database.close();
      return is === 'current';
    };
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-upgrade-'));
      fresh = await freshDatabase(engine);
      const database = openDatabase(fresh.url);
      for (let step = 0; step < 2; step += 1) await database.writer.migrate.down();
      await database.close();
    });
    after(() => {
      fresh.discard();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is not begun where the backup before it cannot be written', async () => {
      if (engine === 'postgres') return;
      writeFileSync(join(folder, 'no-folder'), '');
      await assert.rejects(start(join(folder, 'no-folder')), (error: Error) => {
        assert.ok(error instanceof RefusedDatabase);
        return /cannot be written .*: make room, or name another BACKUP_FOLDER/.test(error.message);
      });
      assert.equal(await isCurrent(), false);
      assert.deepEqual(said, []);
    });

    it('says which migrations it does, and backs an SQLite file up before', async () => {
      await start(join(folder, 'backups'));
      assert.equal(await isCurrent(), true);
      const told = said.join('\n');
      assert.match(
        told,
        /the database is being migrated \{"migrations":\["\d{3}-\S+\.ts","\d{3}-\S+\.ts"\]\}/,
      );
      assert.match(told, /the database was migrated \{"migrations":2,/);
      if (engine === 'postgres') return;
      const [file = '', ...more] = readdirSync(join(folder, 'backups'));
      assert.deepEqual([file, more], ['before-upgrade-2026-11-23T02-00-00-000Z.backup', []]);
      const { head } = await verifyBackup(join(folder, 'backups', file));
      assert.ok(said[0]?.includes(file), 'before anything else');
      assert.ok(!told.includes(`"${head.schema}"`), 'of the schema before it');
    });

    it('is nothing where there is nothing to do', async () => {
      said.length = 0;
      await start(join(folder, 'backups'));
      assert.deepEqual(said, []);
    });
  });
}
