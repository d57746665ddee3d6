import { withManySites } from '../../../seeds/demo/many-sites.ts';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { insertCatalogue } from '../../../server/store/catalogue/catalogue-store.ts';
import { paths, withQuery } from '../../../server/web/paths.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { freshDatabase } from '../../support/engines.ts';
import { setClock } from '../../support/hall-system.ts';
import type { Child } from '../child.ts';
import { Clerk } from '../clerk.ts';
import { type Kind, longestPieces, openPage, staffPage } from '../kinds.ts';
import { clockStart, type Office } from '../office.ts';
import type { Row } from '../row.ts';

/** Milliseconds that the loop may compute in one piece. */
const allowed = 20;
const count = 1000;
const password = 'Correct-horse-7-battery';

async function kindsAt(office: Office): Promise<{ readonly hall: Child; readonly kinds: readonly Kind[] }> {
  const fresh = await freshDatabase('sqlite');
  office.atEnd(fresh.discard);
  const bare = onDatabase(fresh.url, setClock(clockStart));
  office.atEnd(() => bare.close());
  const { writer } = bare.system.database;
  await writer.transaction((transaction) => insertCatalogue(transaction, withManySites(count), 0));
  const wanted = { username: 'desk', name: 'desk', role: 'administrator', sites: [], password } as const;
  await createStaff(bare.system, { ...wanted, actor: theSystem });
  const hall = await office.hall(fresh.url);
  const clerk = new Clerk(hall.url, 'desk', password);
  await clerk.signIn();
  const asked = ['/', '/sites', '/sites/DEMO-00007', '/services/NEW', '/api/v1/sites', '/readyz'];
  const looked = [
    paths.admin.home(),
    '/counter',
    paths.admin.section('sites'),
    withQuery(paths.admin.section('day'), { site: 'DEMO-00007' }),
    withQuery(paths.admin.section('statistics'), { site: 'all' }),
  ];
  const kinds = [
    ...asked.map((path) => openPage(hall, path)),
    ...looked.map((path) => staffPage(clerk, path)),
  ];
  return { hall, kinds };
}

export const manySitesLoop: Row = {
  id: 'many-sites-loop',
  ours: `the longest piece of computing on the loop while pages are asked for at ${count.toLocaleString('en-US')} sites`,
  against: `the ${allowed} ms that a piece may take`,
  target: { atMost: 1 },
  async run(office) {
    const { hall, kinds } = await kindsAt(office);
    const measured = await longestPieces(office, hall, kinds, allowed);
    return {
      ...measured,
      note: `${measured.note}; not measured: PostgreSQL, the first of each, halls at work`,
    };
  },
};
