import { bookingIndexer } from '../../../server/actions/booking/index-bookings.ts';
import { searchBookings } from '../../../server/store/booking/day-query.ts';
import type { Engine } from '../../../server/store/database.ts';
import { hintIn } from '../../../server/web/admin/day/asked-day.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { fillNamed, referenceOf } from '../fill/named-bookings.ts';
import { alternate, median, timed } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

/** By a thing that is one booking's alone: at most 5 ms; by a part of the enterprise's name: at most 50. */
const asked = { exact: { most: 5 }, names: { most: 50 } } as const;

function searchBy(engine: Engine, kind: keyof typeof asked): Row {
  const { most } = asked[kind];
  const what = kind === 'exact' ? 'reference, code and mobile in turn' : 'parts of names';
  return {
    id: `search-${kind}${engine === 'postgres' ? '-postgres' : ''}`,
    ours: `a search by ${what} among 1,000,000 bookings${engine === 'postgres' ? ', PostgreSQL' : ''}`,
    against: `${most} ms`,
    target: { atMost: 1 },
    async run(office) {
      const { url } = await office.database(engine);
      const bare = onDatabase(url, setClock(clockStart));
      office.atEnd(() => bare.close());
      const { system } = bare;
      const count = office.pick(1_000_000, 20_000);
      await fillNamed(system.database, count);
      const index = bookingIndexer(system);
      while ((await index()) > 0);
      const words =
        kind === 'exact'
          ? [
              referenceOf(count - 7),
              `9111000000${String(count - 9).padStart(8, '0')}`,
              `138${String(count - 11).padStart(8, '0')}`,
            ]
          : ['港务', '北京进出', '贸易有限', `第${count - 5}`];
      const look = (word: string) =>
        searchBookings(system.database, {
          ...{ sites: ['BJ-TSY', 'HZ'], day: null, hint: hintIn(system, word), state: null, queue: null },
          ...{ sort: null, page: 1, perPage: 50 },
        });
      const each = async (): Promise<number> => {
        const times: number[] = [];
        for (const word of words) times.push(await timed(() => look(word)));
        return median(times);
      };
      await each();
      const measured = await alternate(office.pick(20, 6), 'ms', { ours: each, bare: async () => most });
      const note = 'wall time; not measured: the page, and bookings that wait for the index';
      return { ...measured, note: office.quick ? `${note}; 20,000 bookings in a quick run` : note };
    },
  };
}

export const searchRows: readonly Row[] = (['sqlite', 'postgres'] as const).flatMap((engine) => [
  searchBy(engine, 'exact'),
  searchBy(engine, 'names'),
]);
