import { searchBookings } from '../../../server/store/booking/day-query.ts';
import type { Engine } from '../../../server/store/database.ts';
import { hintIn } from '../../../server/web/admin/day/asked-day.ts';
import { type BareSystem, onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { fillNamed, referenceOf } from '../fill/named-bookings.ts';
import { alternate, median, timed } from '../measure.ts';
import { clockStart, type Office } from '../office.ts';
import type { Row } from '../row.ts';

/** By a thing that is one booking's alone: at most 5 ms; by a part of the enterprise's name: at most 50. */
const asked = { exact: { most: 5 }, names: { most: 50 } } as const;

/** A database with a million bookings, for all rows of an engine; in a quick run with 20,000. */
export function millionBookings(office: Office, engine: Engine): Promise<BareSystem> {
  return office.keep(`million bookings, ${engine}`, async (atEnd) => {
    const { url } = await office.database(engine, 20, atEnd);
    const bare = onDatabase(url, setClock(clockStart));
    atEnd(() => bare.close());
    await fillNamed(bare, countIn(office));
    return bare;
  });
}

export function countIn(office: Office): number {
  return office.pick(1_000_000, 20_000);
}

function eight(number: number): string {
  return String(number).padStart(8, '0');
}

/** What somebody types, one after another: of names also words that 200,000 have, one character, none, a rare end, and a long one. */
export function wordsOf(kind: keyof typeof asked, count: number): readonly string[] {
  if (kind === 'names')
    return [
      '港务',
      '北京进出',
      '京',
      '谢谢',
      `第${eight(count - 5)}`,
      `北京港务有限公司第${eight(count - 10)}`,
    ];
  return [referenceOf(count - 7), `9111000000${eight(count - 9)}`, `138${eight(count - 11)}`];
}

function lookFor({ system }: BareSystem, word: string): Promise<{ readonly total: number }> {
  return searchBookings(system.database, {
    ...{ sites: ['BJ-TSY', 'HZ'], day: null, hint: hintIn(system, word), state: null, queue: null },
    ...{ sort: null, page: 1, perPage: 50 },
  });
}

/** What it takes when nobody is in between: of several tries the shortest, milliseconds. */
async function leastOf(tries: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let k = 0; k < tries; k += 1) times.push(await timed(run));
  return Math.min(...times);
}

function searchBy(engine: Engine, kind: keyof typeof asked): Row {
  const { most } = asked[kind];
  const what = kind === 'exact' ? 'reference, code and mobile in turn' : 'parts of names';
  return {
    id: `search-${engine}-${kind}`,
    ours: `a search by ${what} among 1,000,000 bookings [${engine}]`,
    against: `${most} ms`,
    target: { atMost: 1 },
    async run(office) {
      const bare = await millionBookings(office, engine);
      const words = wordsOf(kind, countIn(office));
      const each = async (): Promise<number> => {
        const times: number[] = [];
        for (const word of words) times.push(await leastOf(5, () => lookFor(bare, word)));
        return Math.max(...times);
      };
      for (const word of words)
        if (word !== '谢谢' && (await lookFor(bare, word)).total === 0)
          throw new Error(`nothing is found by ${word}`);
      const measured = await alternate(office.pick(20, 6), 'ms', { ours: each, bare: async () => most });
      const note =
        'the slowest of the words, least wall time of five tries; not measured: the page, and bookings that wait for the index';
      return { ...measured, note: office.quick ? `${note}; 20,000 bookings in a quick run` : note };
    },
  };
}

/** Ten people at the desk look for names all the time, while the public asks what is free. */
function readsDuringSearches(engine: Engine): Row {
  return {
    id: `search-${engine}-beside`,
    ours: `days of bookings of one site read while ten search by names among 1,000,000 [${engine}]`,
    against: 'the same read, idle',
    target: { atMost: 2 },
    async run(office) {
      const bare = await millionBookings(office, engine);
      const { reader } = bare.system.database;
      const read = () =>
        timed(() =>
          reader('place').where({ queue: 'BJ-TSY:A' }).whereBetween('slot_start', [0, 1]).select('booking'),
        );
      const many = async (): Promise<number> => {
        const times: number[] = [];
        for (let k = 0; k < 50; k += 1) times.push(await read());
        return median(times);
      };
      const beside = async (): Promise<number> => {
        let going = true;
        const people = Array.from({ length: 10 }, async () => {
          while (going) for (const word of wordsOf('names', countIn(office))) await lookFor(bare, word);
        });
        const time = await many();
        going = false;
        await Promise.all(people);
        return time;
      };
      await many();
      const measured = await alternate(office.pick(8, 3), 'ms', { ours: beside, bare: many });
      return { ...measured, note: 'not measured: pages; both share one process and its loop' };
    },
  };
}

export const searchRows: readonly Row[] = (['sqlite', 'postgres'] as const).flatMap((engine) => [
  searchBy(engine, 'exact'),
  searchBy(engine, 'names'),
  readsDuringSearches(engine),
]);
