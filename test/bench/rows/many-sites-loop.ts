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
import { alternate } from '../measure.ts';
import { clockStart, type Office } from '../office.ts';
import type { Row } from '../row.ts';
import type { LoopWatched } from '../servers/answering.ts';

/** Milliseconds that the loop may compute in one piece. */
const allowed = 20;
const count = 1000;
const password = 'Correct-horse-7-battery';

/** What is asked once a round, by name. */
type Kind = readonly [name: string, ask: () => Promise<unknown>];

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
  const open = (path: string): Kind => [
    path,
    async () => {
      const answer = await fetch(hall.url + path);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
    },
  ];
  const staff = (path: string): Kind => [path, () => clerk.page(path)];
  const changed = async (): Promise<void> => {
    // as a change of everything by another process: the whole catalogue is read again
    await writer('catalogue_version').increment('version', 1);
    await open('/services/NEW')[1]();
  };
  const asked = [
    ...['/', '/sites', '/sites/DEMO-00007', '/services/NEW', '/api/v1/sites', '/readyz'].map(open),
    ...[
      paths.admin.home(),
      '/counter',
      paths.admin.section('sites'),
      withQuery(paths.admin.section('day'), { site: 'DEMO-00007' }),
      withQuery(paths.admin.section('statistics'), { site: 'all' }),
    ].map(staff),
  ];
  return { hall, kinds: [...asked, ['the whole catalogue again', changed]] };
}

export const manySitesLoop: Row = {
  id: 'many-sites-loop',
  ours: `the longest piece of computing on the loop while pages are asked for at ${count.toLocaleString('en-US')} sites`,
  against: `the ${allowed} ms that a piece may take`,
  target: { atMost: 1 },
  async run(office) {
    const { hall, kinds } = await kindsAt(office);
    const worst = new Map<string, number>();
    const round = async (): Promise<number> => {
      for (const [name, ask] of kinds) {
        await hall.ask('watchLoop');
        await ask();
        const { longest } = await hall.ask<LoopWatched>('loopWatched', 100);
        worst.set(name, Math.max(worst.get(name) ?? 0, longest));
      }
      return Math.max(...worst.values());
    };
    // what is loaded and compiled once is no part of it
    for (let warm = 0; warm < 5; warm += 1) await round();
    const measured = await alternate(office.pick(5, 2), 'ms CPU', {
      ours: async () => {
        worst.clear();
        return round();
      },
      bare: async () => allowed,
    });
    const said = [...worst].map(([name, longest]) => `${name} ${longest.toFixed(0)}`);
    return { ...measured, note: `in ms: ${said.join(', ')}; not measured: PostgreSQL, the first of each` };
  },
};
