import type { Engine } from '../../../server/store/database.ts';
import { bookingsPerSecond } from '../load.ts';
import { alternate } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';
import type { Variant } from '../servers/hall.ts';
import { bookableSites, Visits } from '../visits.ts';

async function compare(office: Office, engine: Engine, against: Variant, rounds = 7) {
  const [own, other] = await Promise.all([office.database(engine, 50), office.database(engine, 50)]);
  const [hall, bare] = await Promise.all([office.hall(own.url), office.hall(other.url, against)]);
  const sites = await bookableSites(hall.url);
  const [visits, others] = await Promise.all([Visits.at(hall.url, sites), Visits.at(bare.url, sites)]);
  const load = { connections: 50, seconds: office.pick(1, 0.4) };
  const ours = () => bookingsPerSecond(hall.url, () => visits.next(), load);
  const theirs = () => bookingsPerSecond(bare.url, () => others.next(), load);
  await ours();
  await theirs();
  const measured = await alternate(office.pick(rounds, 1), 'bookings/s', { ours, bare: theirs });
  return { ...measured, note: `${sites.length} sites, ${visits.times} times` };
}

export const bookings: Row = {
  id: 'bookings-sqlite',
  ours: 'booking by API, 50 at once, SQLite FULL, with outbox and event',
  against: 'the same handler, its write replaced by nothing',
  target: { atLeast: 0.6 },
  run: (office) => compare(office, 'sqlite', 'unwritten'),
};

export const bookingsStack: Row = {
  id: 'bookings-stack',
  ours: 'the same',
  against: 'the same handler without any database',
  target: null,
  run: (office) => compare(office, 'sqlite', 'none', 3),
};

export const bookingsInteractive: Row = {
  id: 'bookings-interactive',
  ours: 'the same',
  against: 'one interactive knex transaction a request',
  target: { atLeast: 4 },
  run: (office) => compare(office, 'sqlite', 'interactive'),
};

export const bookingsPostgres: Row = {
  id: 'bookings-postgres',
  ours: 'booking by API on PostgreSQL (fsync), 50 at once',
  against: 'the same handler, its write replaced by nothing',
  target: { atLeast: 0.5 },
  run: (office) => compare(office, 'postgres', 'unwritten'),
};
