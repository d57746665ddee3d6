import type { Database } from '../../../server/store/database.ts';

const day = '1999-12-31';

/** The same SQL as one hall command, one transaction after another on one connection, with nothing decided. Answers how many. */
export async function rawHall({ writer, engine }: Database, milliseconds: number): Promise<number> {
  const site = `RAW-${process.pid}`;
  const ticket = `${site}-t`;
  await writer('hall_day').where({ site }).delete();
  await writer('hall_event').where({ site }).delete();
  await writer('ticket').where({ site }).delete();
  await writer('hall_counter').where({ site }).delete();
  await writer('hall_day').insert({ site, day, version: 0, state: 'open' });
  await writer('hall_counter').insert({ site, day, counter: 'c', state: 'open', since: 0 });
  await writer('ticket').insert({
    id: ticket,
    site,
    day,
    number: 'A001',
    queue: 'A',
    token: ticket,
    state: 'waiting',
    kind: 'walk_in',
    priority: false,
    services: '[]',
    issued_at: 0,
    due: 0,
    due_reason: '{}',
    times_called: 0,
    returned: false,
  });
  const until = performance.now() + milliseconds;
  let version = 0;
  while (performance.now() < until) {
    version += 1;
    await writer.transaction(async (transaction) => {
      if (engine === 'postgres') await transaction.raw('select pg_advisory_xact_lock(hashtext(?))', [site]);
      await transaction.raw('select version from catalogue_version');
      await transaction.raw('select version from hall_day where site = ? and day = ?', [site, day]);
      await transaction.raw('update hall_day set version = ? where site = ? and day = ?', [
        version,
        site,
        day,
      ]);
      await transaction.raw('update ticket set times_called = ?, counter = ? where id = ?', [
        version,
        'c',
        ticket,
      ]);
      await transaction.raw(
        'update hall_counter set ticket = ?, since = ? where site = ? and day = ? and counter = ?',
        [ticket, version, site, day, 'c'],
      );
      await transaction.raw(
        'insert into hall_event (site, day, version, at, type, data, actor) values (?, ?, ?, ?, ?, ?, ?)',
        [site, day, version, version, 'called', '{"counter":"c","reason":"{}"}', 'bench'],
      );
    });
  }
  return version;
}
