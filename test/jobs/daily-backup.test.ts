import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupsFresh } from '../../server/command-line/doctor-checks.ts';
import { backupJob } from '../../server/jobs/daily-backup.ts';
import { schedule } from '../../server/jobs/schedule.ts';
import { verifyBackup } from '../../server/store/backup/verify-backup.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { testSite } from '../support/sites.ts';

for (const engine of engines) {
  describe(`the backup of each day [${engine}]`, function () {
    this.timeout(120_000);
    let bare: BareSystem;
    let folder: string;
    before(async () => {
      bare = await bareSystem({ engine, sites: [testSite()], now: '2026-11-23T10:00:00+08:00' });
    });
    after(() => bare.close());
    beforeEach(async () => {
      folder = join(mkdtempSync(join(tmpdir(), 'hall-daily-')), 'backups');
      await bare.system.database.writer('job_run').delete();
      bare.clock.set('2026-11-23T10:00:00+08:00');
    });
    afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

    const settings = () => ({ folder, hour: 2, kept: 3 });
    const put = async (_: unknown, file: string): Promise<void> => writeFileSync(file, '');
    /** As a process that starts at this moment; answers what lies in the folder then. */
    const startAt = async (at: string, write = put): Promise<string[]> => {
      bare.clock.set(at);
      const scheduled = schedule([backupJob(bare.system, settings(), write)], bare.system);
      await scheduled.catchUp();
      await scheduled.stop();
      return existsSync(folder) ? readdirSync(folder).sort() : [];
    };
    const named = (...days: number[]): string[] => days.map((day) => `hall-2026-11-${day}.backup`);

    it('is made once after its hour, made up for when the machine was off, and the newest few are kept', async () => {
      assert.deepEqual(await startAt('2026-11-23T10:00:00+08:00'), named(23));
      assert.deepEqual(await startAt('2026-11-24T01:59:00+08:00'), named(23));
      assert.deepEqual(await startAt('2026-11-24T02:00:00+08:00'), named(23, 24));
      rmSync(join(folder, named(24)[0] ?? ''));
      assert.deepEqual(await startAt('2026-11-24T20:00:00+08:00'), named(23), 'once a day');
      writeFileSync(join(folder, 'hand-made.backup'), '');
      await startAt('2026-11-27T09:00:00+08:00');
      await startAt('2026-11-28T09:00:00+08:00');
      const left = await startAt('2026-11-29T09:00:00+08:00');
      assert.deepEqual(left, [...named(27, 28, 29), 'hand-made.backup']);
    });

    it('that failed is tried again, and takes no older one away', async () => {
      await startAt('2026-11-23T10:00:00+08:00');
      const failing = () => Promise.reject(new Error('the disk is full'));
      assert.deepEqual(await startAt('2026-11-24T10:00:00+08:00', failing), named(23));
      assert.deepEqual(await startAt('2026-11-24T10:01:00+08:00'), named(23, 24));
    });

    it('is left to whoever writes it already, until nobody does', async () => {
      await startAt('2026-11-23T10:00:00+08:00');
      const [part] = named(24).map((name) => join(folder, `${name}.part`));
      assert.ok(part !== undefined);
      writeFileSync(part, 'some of it');
      assert.deepEqual(await startAt('2026-11-24T10:00:00+08:00'), [
        ...named(23),
        ...named(24).map((one) => `${one}.part`),
      ]);
      utimesSync(part, 0, 0);
      assert.deepEqual(await startAt('2026-11-24T10:00:30+08:00'), named(23, 24));
    });

    it('is whole, and the doctor says how old the newest is and what to do about one that is too old', async () => {
      const config = { ...bare.system.config, backups: settings() };
      const seen = async () => {
        const { state, text } = await backupsFresh({ clock: bare.clock, config });
        return `${state}: ${text}`;
      };
      assert.match(await seen(), /^ill: there is no backup of a day in \S+ → .*npm run hall -- backup --to /);
      const job = backupJob({ ...bare.system, config }, settings());
      assert.deepEqual(await job.run(), { made: 1, removed: 0 });
      await verifyBackup(join(folder, named(23)[0] ?? ''));
      assert.match(await seen(), /^well: the newest backup in \S+ is of 2026-11-23$/);
      bare.clock.set('2026-11-25T02:01:00+08:00');
      assert.match(await seen(), /^ill: the newest backup in \S+ is of 2026-11-23 → /);
      assert.match(
        (await backupsFresh({ clock: bare.clock, config: { ...config, backups: null } })).text,
        /^BACKUP_FOLDER is not set: .* → /,
      );
    });
  });
}
