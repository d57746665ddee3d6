import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockOf } from '../../server/actions/staff/failures.ts';
import { passwordMatches } from '../../server/actions/staff/passwords.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { findAccount, insertFailures } from '../../server/store/staff/staff-store.ts';
import { engines, type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { wholeNotice } from '../support/whole-notice.ts';
import { hall } from './hall-command.ts';

for (const engine of engines) {
  describe(`Commands [${engine}]`, function () {
    this.timeout(60_000);
    let folder: string;
    let system: HallSystem;
    let url: string;
    const others: FreshDatabase[] = [];

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-commands-'));
      system = await startSystem({ engine });
      url = system.system.database.url;
    });
    after(async () => {
      await system.close();
      for (const other of others) other.discard();
      rmSync(folder, { recursive: true, force: true });
    });

    const walkIn = async (): Promise<string> => {
      const id = system.system.secrets.newId();
      const services = [{ code: 'RENEW', quantity: 1 }];
      const taken = await system.system.halls.submit(
        'BJ-TSY',
        { type: 'walk_in', id, services, priority: false, byStaff: true },
        { actor: theSystem },
      );
      assert.ok(taken.ok);
      return id;
    };

    it('unlock-staff forgets failures, reset-staff says a new password on the last line; both are audited', async () => {
      const { database, clock } = system.system;
      await hall(url, 'create-staff', '--username', 'locked.out', '--role', 'counter', '--site', 'BJ-TSY');
      const staff = await findAccount(database.reader, { username: 'locked.out' });
      const at = clock.now();
      const failures = [1, 2, 3, 4, 5].map((n) => ({
        id: `lock-${n}`,
        subject: 'name:locked.out',
        account: 'locked.out',
        at,
      }));
      await insertFailures(database.writer, failures);
      assert.notEqual(await lockOf(system.system, ['name:locked.out']), null);
      assert.equal((await hall(url, 'unlock-staff', '--username', 'Locked.Out')).code, 0);
      assert.equal(await lockOf(system.system, ['name:locked.out']), null);
      const reset = await hall(url, 'reset-staff', '--username', 'locked.out', '--second-factor');
      assert.equal(reset.code, 0, reset.complaints.join());
      const now = await findAccount(database.reader, { username: 'locked.out' });
      assert.ok(now !== null && (await passwordMatches(now.passwordHash, reset.lines.at(-1) ?? '')));
      assert.notEqual(now.passwordHash, staff?.passwordHash);
      assert.equal(now.mustChangePassword, true);
      const audited = await database.reader('audit').where({ subject: 'locked.out' }).pluck('action');
      for (const action of ['staff.unlock', 'staff.reset_password', 'staff.remove_second_factor'])
        assert.ok(audited.includes(action), action);
      const unknown = await hall(url, 'unlock-staff', '--username', 'nobody-here');
      assert.equal(unknown.code, 1);
      assert.match(unknown.complaints.join(), /there is no account nobody-here/);
    });

    it('create-staff makes an account once and says its password on the last line', async () => {
      const made = await hall(
        url,
        'create-staff',
        '--username',
        'li.wei',
        '--role',
        'counter',
        '--site',
        'BJ-TSY',
      );
      assert.equal(made.code, 0);
      assert.match(made.lines.at(-1) ?? '', /^[\w]{5}(-[\w]{5}){3}$/);
      const again = await hall(
        url,
        'create-staff',
        '--username',
        'li.wei',
        '--role',
        'counter',
        '--site',
        'all',
      );
      assert.deepEqual([again.code, again.complaints.length], [1, 1]);
      assert.equal((await hall(url, 'create-staff', '--username', 'x.y', '--role', 'king')).code, 2);
      assert.equal(
        (await hall(url, 'create-staff', '--username', 'x.y', '--role', 'counter', '--site', 'NOWHERE')).code,
        1,
      );
    });

    it('replay agrees with what is stored, and says where it does not', async () => {
      const ticket = await walkIn();
      const well = await hall(url, 'replay', '--site', 'BJ-TSY', '--day', '2026-11-23');
      assert.equal(well.code, 0, well.lines.join('\n'));
      await system.system.database.writer('ticket').where({ id: ticket }).update({ state: 'void' });
      const ill = await hall(url, 'replay', '--site', 'BJ-TSY', '--day', '2026-11-23');
      assert.equal(ill.code, 1);
      assert.equal(ill.lines[1], `  tickets.${ticket}.state: played "waiting", stored "void"`);
      await system.system.database.writer('ticket').where({ id: ticket }).update({ state: 'waiting' });
      await system.system.database.writer('hall_event').where({ version: 1 }).delete();
      await walkIn();
      assert.equal((await hall(url, 'replay', '--site', 'BJ-TSY', '--day', '2026-11-23')).code, 1);
    });

    it('replay of a site or a day that there is not is an error, and never "0 events agree"', async () => {
      const asked = (site: string, day: string) => hall(url, 'replay', '--site', site, '--day', day);
      for (const [site, day, why] of [
        ['NOWHERE', '2026-11-23', /there is no site NOWHERE/],
        ['BJ-TSY', '2026-02-30', /--day must be a day that there is/],
        ['BJ-TSY', 'yesterday', /--day must be a day that there is/],
        ['BJ-TSY', '2026-11-24', /2026-11-24 has not come yet/],
      ] as const) {
        const { code, lines, complaints } = await asked(site, day);
        assert.deepEqual([code, lines], [2, []], `${site} ${day}`);
        assert.match(complaints.join(), why);
      }
      assert.equal((await asked('BJ-TSY', '2026-11-20')).code, 0, 'a day without a hall agrees');
    });

    it('rebuild-statistics folds every closed day anew from its events, whatever was kept', async () => {
      const { reader, writer } = system.system.database;
      const closed = await system.system.halls.submit('HZ', { type: 'close_day' }, { actor: theSystem });
      assert.ok(closed.ok);
      const rebuilt = async (): Promise<unknown[]> => {
        const { code, lines } = await hall(url, 'rebuild-statistics');
        assert.deepEqual([code, lines], [0, ['The statistics of 2 days were made anew from their events.']]);
        return reader('day_fold').select('site', 'day', 'version', 'fold');
      };
      const first = await rebuilt();
      assert.equal(first.length, 1, 'a day that goes on is not kept');
      await writer('day_fold').update({ fold: '{"statistics":{"tickets":1000}}' });
      assert.deepEqual(await rebuilt(), first);
    });

    for (const target of engines) {
      it(`a backup is restored into an empty ${target} database, and into no other`, async () => {
        const file = join(folder, `backup-for-${target}`);
        assert.equal((await hall(url, 'backup', '--to', file)).code, 0);
        assert.equal((await hall(url, 'backup', '--to', file)).code, 1, 'a file that exists is left alone');
        const fresh = await freshDatabase(target);
        others.push(fresh);
        const restored = await hall(fresh.url, 'restore', '--from', file);
        assert.equal(restored.code, 0, restored.complaints.join('\n'));
        const copy = await startSystem({ engine: target, databaseUrl: fresh.url });
        try {
          for (const table of [
            'site',
            'queue',
            'ticket',
            'hall_event',
            'staff',
            'catalogue_version',
            'audit',
          ]) {
            const count = async (of: HallSystem) =>
              Number(Object.values((await of.system.database.reader(table).count())[0] ?? {})[0]);
            assert.equal(await count(copy), await count(system), table);
          }
          const [there, here] = [await copy.system.catalogue(), await system.system.catalogue()];
          assert.deepEqual(there, here);
        } finally {
          await copy.close();
        }
        assert.equal((await hall(fresh.url, 'restore', '--from', file)).code, 1);
      });
    }

    it('a file that is no backup changes nothing', async () => {
      const fresh = await freshDatabase(engine);
      others.push(fresh);
      const file = join(folder, 'no-backup');
      writeFileSync(file, 'not a backup');
      assert.equal((await hall(fresh.url, 'restore', '--from', file)).code, 1);
      assert.equal((await hall(fresh.url, 'restore', '--from', join(folder, 'nowhere'))).code, 1);
    });

    it('an imported calendar is what opening hours go by, told and audited; a wrong file or a part of one changes nothing', async () => {
      const file = join(folder, '2027.json');
      const notice = wholeNotice(2027);
      const put = (days: readonly object[]) =>
        writeFileSync(file, `\uFEFF${JSON.stringify({ year: 2027, days })}`);
      const before = await system.system.catalogue();
      put(notice.days);
      const first = await hall(url, 'import-calendar', file);
      assert.equal(first.code, 0, first.complaints.join());
      assert.ok(first.lines.includes('2027: 28 named days added, 0 removed, 0 changed.'), first.lines.join());
      system.system.catalogueCache.forget();
      const after = await system.system.catalogue();
      assert.ok(after.version > before.version);
      assert.deepEqual(after.calendar.days.get('2027-01-01'), { name: '元旦', off: true });
      put(notice.days.filter(({ isOffDay }) => isOffDay));
      const second = await hall(url, 'import-calendar', file);
      assert.ok(
        second.lines.includes('2027: 0 named days added, 1 removed, 0 changed.'),
        second.lines.join(),
      );
      const lines = await system.system.database.writer('audit').where({ action: 'calendar.import' });
      const replaced = lines.filter(({ before }) => /2027-02-20/.test(before ?? ''));
      assert.equal(replaced.length, 1);
      assert.match(replaced[0]?.after ?? '', /2027-02-11/);
      assert.doesNotMatch(replaced[0]?.after ?? '', /2027-02-20/);
      const wrongs: readonly (readonly [readonly object[], RegExp])[] = [
        [[{ name: '元旦', date: '2028-01-01', isOffDay: true }], /2028-01-01 is not a day of that year/],
        [notice.days.slice(0, 3), /not a year’s whole notice; days off are missing of: 春节/],
        [Array.from({ length: 2000 }, () => notice.days[0] ?? {}), /too long: at most 20000 characters/],
      ];
      for (const [days, told] of wrongs) {
        put(days);
        const wrong = await hall(url, 'import-calendar', file);
        assert.equal(wrong.code, 1);
        assert.match(wrong.complaints[0] ?? '', told);
      }
      system.system.catalogueCache.forget();
      assert.equal((await system.system.catalogue()).version, after.version + 1);
      assert.equal((await hall(url, 'import-calendar')).code, 2);
    });

    it('the doctor finds a system that is well, and one that was never started', async () => {
      const well = await hall(url, 'doctor');
      assert.equal(well.code, 0, well.lines.join('\n'));
      const fresh = await freshDatabase(engine);
      others.push(fresh);
      const ill = await hall(fresh.url, 'doctor');
      assert.equal(ill.code, 1);
      assert.ok(ill.lines.some((line) => line.startsWith('ILL') && line.includes('catalogue is empty')));
    });
  });
}
