import type { Child } from '../child.ts';
import { type Cost, costOfAnswers, costOfBookings, type LoadOptions } from '../load.ts';
import { alternate, type Measured, median } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';
import { bookableSites, Visits } from '../visits.ts';

// Not measured: one port in front of several processes, a machine with more than the bench's cores, a database on another machine.
const most = 3;
const connections = 48;

type Load = (hall: Child, options: LoadOptions) => Promise<Cost>;

/** Two processes on one database against one of them, under the same load; three stand in the note. */
async function scaled(office: Office, loadOf: (halls: readonly Child[]) => Promise<Load>): Promise<Measured> {
  // as many as a queue may have: fourteen rounds book less than the month then holds
  const { url } = await office.database('postgres', 50);
  const halls: Child[] = [];
  for (let k = 0; k < most; k += 1) halls.push(await office.hall(url));
  const load = await loadOf(halls);
  const seconds = office.pick(3, 1.5);
  const seen = Array.from({ length: most }, (): Cost[] => []);
  const side = async (count: number): Promise<number> => {
    const options = { connections: connections / count, seconds };
    const costs = await Promise.all(halls.slice(0, count).map((hall) => load(hall, options)));
    const rate = costs.reduce((sum, one) => sum + one.rate, 0);
    const cpu = costs.reduce((sum, one) => sum + one.cpu * one.rate, 0) / rate;
    seen[count - 1]?.push({ rate, cpu });
    return rate;
  };
  for (let count = 1; count <= most; count += 1) await side(count);
  const sides = { ours: () => side(2), bare: () => side(1) };
  const measured = await alternate(office.pick(7, 3), 'answers/s', sides, office.pick(14, 3));
  for (let round = 0; round < office.pick(5, 2); round += 1) await side(most);
  const words = seen.map((rounds, at) => {
    const of = (what: keyof Cost): string => median(rounds.map((one) => one[what])).toFixed(0);
    return `${at + 1}: ${of('rate')}/s, ${of('cpu')} µs`;
  });
  return { ...measured, note: `processes, answers, processor of theirs for one: ${words.join('; ')}` };
}

const against =
  'one of them; PostgreSQL and whoever asks share the cores, so two cores are full before two processes are';

export const scaledBookings: Row = {
  id: 'processes-bookings',
  ours: 'bookings by API, 48 at once, two processes on one PostgreSQL (fsync)',
  against,
  target: null,
  run: (office) =>
    scaled(office, async ([first]) => {
      const url = first?.url ?? '';
      const visits = await Visits.at(url, await bookableSites(url));
      return (hall, options) => costOfBookings(hall, () => visits.next(), options);
    }),
};

export const scaledPages: Row = {
  id: 'processes-pages',
  ours: 'the page of an office with its live queue, 48 at once, two processes on one PostgreSQL',
  against,
  target: null,
  run: (office) =>
    scaled(office, async () => (hall, options) => costOfAnswers(hall, `${hall.url}/sites/BJ-TSY`, options)),
};
