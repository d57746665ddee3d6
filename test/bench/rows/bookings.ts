import type { Engine } from '../../../server/store/database.ts';
import type { Child } from '../child.ts';
import { type Cost, costOfBookings } from '../load.ts';
import { alternate, median } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';
import type { Variant } from '../servers/hall.ts';
import { bookableSites, Visits } from '../visits.ts';

/** `by`: judged by what a booking costs the process that serves, or by how many are answered in a second; the other stands in the note. */
async function compare(office: Office, engine: Engine, against: Variant, by: 'cpu' | 'rate') {
  const [own, other] = await Promise.all([office.database(engine, 50), office.database(engine, 50)]);
  const [hall, bare] = await Promise.all([office.hall(own.url), office.hall(other.url, against)]);
  const sites = await bookableSites(hall.url);
  const [visits, others] = await Promise.all([Visits.at(hall.url, sites), Visits.at(bare.url, sites)]);
  const load = { connections: 50, seconds: office.pick(1, 0.4) };
  const figureOf = (cost: Cost): number => (by === 'cpu' ? 1_000_000 / cost.cpu : cost.rate);
  const seen: { readonly ours: Cost[]; readonly bare: Cost[] } = { ours: [], bare: [] };
  const side = async (child: Child, its: Visits, kept: Cost[]): Promise<number> => {
    const cost = await costOfBookings(child, () => its.next(), load);
    kept.push(cost);
    return figureOf(cost);
  };
  const ours = () => side(hall, visits, seen.ours);
  const theirs = () => side(bare, others, seen.bare);
  await ours();
  await theirs();
  for (const kept of Object.values(seen)) kept.length = 0;
  const unit = by === 'cpu' ? 'bookings/s CPU' : 'bookings/s';
  const measured = await alternate(office.pick(7, 3), unit, { ours, bare: theirs }, office.pick(20, 3));
  const middle = (what: keyof Cost) =>
    [seen.ours, seen.bare].map((kept) => median(kept.map((one) => one[what])));
  const [rate = 0, bareRate = 0] = middle('rate');
  const [cpu = 0, bareCpu = 0] = middle('cpu');
  return {
    ...measured,
    note: `${rate.toFixed(0)} and ${bareRate.toFixed(0)} bookings/s, ${(rate / bareRate).toFixed(2)} by the rate; ${cpu.toFixed(0)} and ${bareCpu.toFixed(0)} µs CPU, ${(bareCpu / cpu).toFixed(2)} by it; ${sites.length} sites, ${visits.times} times; not measured: pages, the database's own process`,
  };
}

export const bookings: Row = {
  id: 'bookings-sqlite',
  ours: 'booking by API, 50 at once, SQLite FULL, with outbox and event',
  against: 'the same handler, its write replaced by nothing',
  target: { atLeast: 0.6 },
  run: (office) => compare(office, 'sqlite', 'unwritten', 'cpu'),
};

export const bookingsStack: Row = {
  id: 'bookings-stack',
  ours: 'the same',
  against: 'the same handler without any database',
  target: null,
  run: (office) => compare(office, 'sqlite', 'none', 'cpu'),
};

export const bookingsInteractive: Row = {
  id: 'bookings-interactive',
  ours: 'the same',
  against: 'one interactive knex transaction a request',
  target: { atLeast: 4 },
  run: (office) => compare(office, 'sqlite', 'interactive', 'rate'),
};

export const bookingsPostgres: Row = {
  id: 'bookings-postgres',
  ours: 'booking by API on PostgreSQL (fsync), 50 at once',
  against: 'the same handler, its write replaced by nothing',
  target: { atLeast: 0.5 },
  run: (office) => compare(office, 'postgres', 'unwritten', 'rate'),
};
