import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { withManySites } from '../../../seeds/demo/many-sites.ts';
import { carryOutEdit, revisionOf } from '../../../server/actions/catalogue/carry-out-edit.ts';
import type { CatalogueEdit } from '../../../server/actions/catalogue/catalogue-edit.ts';
import { editHours } from '../../../server/actions/catalogue/edit-hours.ts';
import { editNotices } from '../../../server/actions/catalogue/edit-notices.ts';
import type { StaffActor } from '../../../server/domain/staff/actor.ts';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { insertCatalogue, raiseCatalogueVersion } from '../../../server/store/catalogue/catalogue-store.ts';
import { flatValues, nestedValues } from '../../../server/web/form/form-values.ts';
import { type BareSystem, onDatabase } from '../../support/bare-system.ts';
import { engines, type FreshDatabase, freshDatabase } from '../../support/engines.ts';
import { mondayMorning, setClock } from '../../support/hall-system.ts';

const administrator: StaffActor = {
  kind: 'staff',
  id: 'S1',
  username: 'admin',
  name: '管理员',
  role: 'administrator',
  sites: [],
  mustChangePassword: false,
  address: null,
};

/** Has the make-up workdays of a site go by Wednesday's hours. */
async function makeUp({ system }: Pick<BareSystem, 'system'>, site: string) {
  return change(system, editHours, site, { makeUpWeekday: '3' });
}

/** Has the displays of a site say this and nothing else. */
async function say({ system }: Pick<BareSystem, 'system'>, site: string, text: string): Promise<void> {
  const { notices } = await system.catalogueCache.records(system.database.writer);
  const gone = notices
    .filter((notice) => notice.site === site)
    .map(({ id }) => [`notices.${id}.remove`, 'on']);
  const said = { 'notices.new1.text.zh-CN': text, 'notices.new1.text.en': text };
  await change(system, editNotices, site, { ...Object.fromEntries(gone), ...said });
}

async function change<Input>(
  system: BareSystem['system'],
  edit: CatalogueEdit<Input>,
  subject: string,
  changes: Readonly<Record<string, string>>,
) {
  const shown = edit.read(await system.catalogueCache.records(system.database.writer), subject, 0);
  const inputs = new Map([...flatValues(shown ?? {}), ...Object.entries(changes)]);
  const request = { subject, given: nestedValues(inputs), revision: revisionOf(shown), confirmed: '' };
  const outcome = await carryOutEdit(system, edit, { ...request, staff: administrator });
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  return outcome;
}

type Answer = (rows: unknown) => void;

function onAnswers(connection: Knex, heard: Answer): void {
  connection.on('query-response', heard);
}

/** Some answers are lists of numbers. */
function rowsIn(answer: unknown): readonly Record<string, unknown>[] {
  const rows: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return rows.filter((row) => typeof row === 'object' && row !== null) as Record<string, unknown>[];
}

/** Counts how often anybody looks to which site a row belongs, or what its code is. */
function countLooks(connection: Knex): { looks: number } {
  const counted = { looks: 0 };
  onAnswers(connection, (rows) => {
    for (const row of rowsIn(rows)) {
      for (const column of ['site', 'code'].filter((name) => name in row)) {
        const value = row[column];
        Object.defineProperty(row, column, {
          get: () => {
            counted.looks += 1;
            return value;
          },
        });
      }
    }
  });
  return counted;
}

/** The sites of which rows of the catalogue are read. */
function watchRows(connections: readonly Knex[]): { readonly sites: ReadonlySet<string> } {
  const sites = new Set<string>();
  const heard: Answer = (rows) => {
    for (const row of rowsIn(rows)) {
      const site = 'hall' in row ? row['code'] : row['site'];
      if (typeof site === 'string' && site !== '') sites.add(site);
    }
  };
  for (const connection of connections) onAnswers(connection, heard);
  return { sites };
}

for (const engine of engines) {
  describe(`many sites [${engine}]`, function () {
    this.timeout(60_000);
    const opened: { readonly bare: BareSystem; readonly fresh: FreshDatabase }[] = [];
    const withSites = async (count: number): Promise<BareSystem> => {
      const fresh = await freshDatabase(engine);
      const bare = onDatabase(fresh.url, setClock(mondayMorning));
      opened.push({ bare, fresh });
      await bare.system.database.writer.transaction((transaction) =>
        insertCatalogue(transaction, withManySites(count), 0),
      );
      return bare;
    };
    afterEach(async () => {
      for (const { bare, fresh } of opened.splice(0)) {
        await bare.close();
        fresh.discard();
      }
    });

    it('are loaded with a number of looks at rows that grows as they do', async () => {
      const looks = async (count: number): Promise<number> => {
        const { system } = await withSites(count);
        const counted = countLooks(system.database.reader);
        const { sites } = await loadRecords(system.database.reader);
        assert.equal(sites.filter(({ code }) => code.startsWith('DEMO-')).length, count);
        return counted.looks;
      };
      const [none, some, twice] = [await looks(0), await looks(60), await looks(120)];
      assert.ok(some > none);
      // one look more at the end of each slice
      assert.ok(twice - none <= 2 * (some - none) + 5, `${none}, ${some}, ${twice}`);
    });

    it('stay the very same when one of them is edited, and none of their rows is read', async () => {
      const { system } = await withSites(60);
      const before = await system.catalogue();
      const read = watchRows([system.database.writer, system.database.reader]);
      await makeUp({ system }, 'DEMO-00007');
      const after = await system.catalogue();
      assert.notEqual(after.sites.get('DEMO-00007'), before.sites.get('DEMO-00007'));
      for (const [code, site] of before.sites)
        if (code !== 'DEMO-00007') assert.equal(after.sites.get(code), site, code);
      assert.equal(after.calendar, before.calendar);
      assert.equal(after.services, before.services);
      assert.deepEqual([...read.sites], ['DEMO-00007']);
    });

    it('are written one at a time: a notice of one leaves those of the others alone', async () => {
      const { system } = await withSites(3);
      await say({ system }, 'DEMO-00001', '一');
      await say({ system }, 'DEMO-00002', '二');
      const read = watchRows([system.database.writer]);
      await say({ system }, 'DEMO-00002', '三');
      const { notices } = await system.catalogue();
      const said = notices.filter(({ site }) => site.startsWith('DEMO-')).map(({ text }) => text['zh-CN']);
      assert.deepEqual(said.sort(), ['一', '三'].sort());
      assert.deepEqual([...read.sites], ['DEMO-00002']);
    });

    it('are edited in one process and seen by another, which loads that one alone', async () => {
      const one = await withSites(20);
      const other = one.another();
      const before = await other.system.catalogue();
      await makeUp(one, 'DEMO-00003');
      other.system.catalogueCache.forget();
      const read = watchRows([other.system.database.reader]);
      const after = await other.system.catalogue();
      assert.equal(after.sites.get('DEMO-00003')?.makeUpWeekday, 3);
      assert.equal(after.sites.get('DEMO-00004'), before.sites.get('DEMO-00004'));
      assert.deepEqual([...read.sites], ['DEMO-00003']);
      // and back again, on what the other has loaded
      await makeUp(other, 'DEMO-00004');
      one.system.catalogueCache.forget();
      const back = await one.system.catalogue();
      assert.equal(back.sites.get('DEMO-00004')?.makeUpWeekday, 3);
    });

    it('are all loaded anew by whoever does not know what a version has changed', async () => {
      const { system } = await withSites(5);
      await system.catalogue();
      await makeUp({ system }, 'DEMO-00001');
      await system.database.writer.transaction(async (transaction) => {
        await transaction('site').where({ code: 'DEMO-00005' }).update({ telephone: '010-12345678' });
        await raiseCatalogueVersion(transaction);
      });
      system.catalogueCache.forget();
      const { sites } = await system.catalogue();
      assert.equal(sites.get('DEMO-00005')?.telephone, '010-12345678');
      assert.equal(sites.get('DEMO-00001')?.makeUpWeekday, 3);
    });

    it('are not loaded again after a change that changes nothing', async () => {
      const { system } = await withSites(2);
      await makeUp({ system }, 'DEMO-00001');
      const before = await system.catalogue();
      assert.deepEqual(await makeUp({ system }, 'DEMO-00001'), {
        kind: 'done',
        changed: false,
        misfits: new Map(),
      });
      assert.equal((await system.catalogue()).version, before.version);
    });
  });
}
