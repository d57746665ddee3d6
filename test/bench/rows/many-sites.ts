import { withManySites } from '../../../seeds/demo/many-sites.ts';
import { carryOutEdit, revisionOf } from '../../../server/actions/catalogue/carry-out-edit.ts';
import { editHours } from '../../../server/actions/catalogue/edit-hours.ts';
import { loadRecords } from '../../../server/store/catalogue/catalogue-query.ts';
import { insertCatalogue } from '../../../server/store/catalogue/catalogue-store.ts';
import { flatValues, nestedValues } from '../../../server/web/form/form-values.ts';
import { type BareSystem, onDatabase } from '../../support/bare-system.ts';
import { freshDatabase } from '../../support/engines.ts';
import { setClock } from '../../support/hall-system.ts';
import { alternate, timed } from '../measure.ts';
import { clockStart, type Office } from '../office.ts';
import type { Row } from '../row.ts';

const manager = {
  kind: 'staff',
  id: 'bench',
  username: 'bench',
  name: 'bench',
  role: 'administrator',
  sites: [],
  mustChangePassword: false,
  address: null,
} as const;

async function withSites(office: Office, count: number): Promise<BareSystem> {
  const fresh = await freshDatabase('sqlite');
  office.atEnd(fresh.discard);
  const bare = onDatabase(fresh.url, setClock(clockStart));
  office.atEnd(() => bare.close());
  await bare.system.database.writer.transaction((transaction) =>
    insertCatalogue(transaction, withManySites(count), 0),
  );
  return bare;
}

/** The hours of one site saved, and the catalogue as the next request reads it. */
async function edit({ system }: BareSystem, weekday: number): Promise<number> {
  const subject = 'DEMO-00007';
  const shown = editHours.read(await system.catalogueCache.records(system.database.writer), subject, 0);
  const inputs = new Map([...flatValues(shown ?? {}), ['makeUpWeekday', String(weekday)] as const]);
  const request = { subject, given: nestedValues(inputs), revision: revisionOf(shown), confirmed: '' };
  return timed(async () => {
    const outcome = await carryOutEdit(system, editHours, { ...request, staff: manager });
    if (outcome.kind !== 'done' || !outcome.changed) throw new Error(outcome.kind);
    await system.catalogue();
  });
}

export const catalogueLoad: Row = {
  id: 'catalogue-load',
  ours: 'the catalogue of 1,000 sites loaded',
  against: 'ten times that of 100',
  target: { atMost: 1.3 },
  async run(office) {
    const [many, few] = [await withSites(office, 1000), await withSites(office, 100)];
    const load = ({ system }: BareSystem) => timed(() => loadRecords(system.database.reader));
    const measured = await alternate(office.pick(8, 3), 'ms', {
      ours: () => load(many),
      bare: async () => 10 * (await load(few)),
    });
    return { ...measured, note: 'not measured: the first load of a process, whose code is still cold' };
  },
};

export const catalogueEdit: Row = {
  id: 'catalogue-edit',
  ours: 'one site of 1,000 edited, until the next request has it',
  against: 'one of 10',
  target: { atMost: 2 },
  async run(office) {
    const [many, few] = [await withSites(office, 1000), await withSites(office, 10)];
    let round = 3;
    for (let warm = 0; warm < 10; warm += 1) for (const bare of [many, few]) await edit(bare, 2 + (warm % 2));
    const each = (bare: BareSystem) => {
      round += 1;
      // no side is given what it has already
      return edit(bare, 1 + (round % 7));
    };
    const measured = await alternate(office.pick(20, 6), 'ms', {
      ours: () => each(many),
      bare: () => each(few),
    });
    return { ...measured, note: 'not measured: the page of the form, other processes, an edit of all sites' };
  },
};
