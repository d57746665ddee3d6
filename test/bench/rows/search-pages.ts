import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { Engine } from '../../../server/store/database.ts';
import { paths, withQuery } from '../../../server/web/paths.ts';
import type { Child } from '../child.ts';
import { Clerk } from '../clerk.ts';
import { alternate, timed } from '../measure.ts';
import type { Row } from '../row.ts';
import { countIn, millionBookings, wordsOf } from './search.ts';

const password = 'Correct-horse-7-battery';
const most = 5;
const tries = 5;

/** What an answer costs the process that serves, milliseconds. */
async function costOf(hall: Child, run: () => Promise<unknown>): Promise<number> {
  const before = await hall.ask<number>('computed');
  for (let k = 0; k < tries; k += 1) await run();
  return ((await hall.ask<number>('computed')) - before) / tries / 1000;
}

/** The same search as whoever works at the desk asks it: the whole page. */
function searchPages(engine: Engine): Row {
  return {
    id: `search-${engine}-pages`,
    ours: `the page of a search by reference, code and mobile in turn among 1,000,000 bookings [${engine}]`,
    against: `${most} ms`,
    target: { atMost: 1 },
    async run(office) {
      const bare = await millionBookings(office, engine);
      const wanted = { username: 'desk', name: 'desk', role: 'administrator', sites: [], password } as const;
      // of a database that earlier rows have used they are there already
      await createStaff(bare.system, { ...wanted, actor: theSystem });
      const hall = await office.hall(bare.url);
      const clerk = new Clerk(hall.url, 'desk', password);
      await clerk.signIn();
      const at = (more: object) =>
        withQuery(paths.admin.section('day'), { site: 'BJ-TSY', view: 'bookings', ...more });
      const ask = (path: string) => () => clerk.page(path);
      const found = wordsOf('exact', countIn(office)).map((q) => ask(at({ q, scope: 'sites' })));
      for (const one of [...found, ask(at({}))]) for (let k = 0; k < tries; k += 1) await one();
      const measured = await alternate(office.pick(12, 3), 'ms', {
        ours: async () => {
          const times: number[] = [];
          for (const one of found) {
            const each: number[] = [];
            for (let k = 0; k < tries; k += 1) each.push(await timed(one));
            times.push(Math.min(...each));
          }
          return Math.max(...times);
        },
        bare: async () => most,
      });
      const [first] = found;
      if (first === undefined) throw new Error('no search');
      const [search, empty] = [await costOf(hall, first), await costOf(hall, ask(at({})))];
      return {
        ...measured,
        note: `the slowest of three, least wall time of ${tries} tries; ${search.toFixed(1)} ms CPU a page, without anything looked for ${empty.toFixed(1)}; both processes on the same cores; not measured: names, others who search meanwhile`,
      };
    },
  };
}

export const searchPageRows: readonly Row[] = (['sqlite', 'postgres'] as const).map(searchPages);
