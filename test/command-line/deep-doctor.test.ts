import assert from 'node:assert/strict';
import { doctor } from '../../server/command-line/doctor.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import type { Database } from '../../server/store/database.ts';
import { bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { there } from '../support/there.ts';
import { damage } from './damaged-file.ts';

const site = 'BJ-TSY';

async function deepDoctor(hall: HallSystem): Promise<{ code: number; ill: string[]; all: string }> {
  const lines: string[] = [];
  const { system } = hall;
  const code = await doctor.run({
    options: { deep: true, days: '3' },
    words: [],
    config: system.config,
    open: async () => system,
    print: (line) => void lines.push(line),
  });
  return { code, ill: lines.filter((line) => line.startsWith('ILL')), all: lines.join('\n') };
}

/** A morning: bookings made, moved and cancelled, people who wait and are served. */
async function morning(hall: HallSystem): Promise<string[]> {
  const references: string[] = [];
  for (let k = 0; k < 4; k += 1) {
    const { status, body } = await post(hall.url, '/bookings', bookingBody(k, slotOf('2026-11-26', k)));
    assert.equal(status, 201);
    const [reference, token] = [String(body['reference']), String(body['token'])];
    references.push(reference);
    const holder = { authorization: `Bearer ${token}` };
    if (k === 2)
      await post(hall.url, `/bookings/${reference}/move`, { start: slotOf('2026-11-27', 3) }, holder);
    if (k === 3) await post(hall.url, `/bookings/${reference}/cancellation`, {}, holder);
  }
  const act = (request: Parameters<typeof hall.system.halls.submit>[1]) =>
    hall.system.halls.submit(site, request, { actor: theSystem });
  for (let k = 0; k < 3; k += 1) {
    const services = [{ code: 'RENEW', quantity: 1 }];
    const issued = await act({ type: 'walk_in', id: `t${k}`, services, priority: false, byStaff: true });
    assert.ok(issued.ok);
  }
  for (const type of ['open_counter', 'call_next', 'start'] as const)
    assert.ok((await act({ type, counter: `${site}-1`, staff: null })).ok, type);
  return references;
}

for (const engine of engines) {
  describe(`the deep doctor [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let references: string[];
    let database: Database;

    beforeEach(async () => {
      hall = await startSystem({ engine });
      ({ database } = hall.system);
      references = await morning(hall);
    });
    afterEach(() => hall.close());

    const finds = async (pattern: RegExp): Promise<void> => {
      const { code, ill, all } = await deepDoctor(hall);
      assert.equal(code, 1, all);
      const line = ill.find((one) => pattern.test(one));
      assert.ok(line !== undefined, all);
      assert.match(line, / → \S+/, 'it says what to do next');
    };
    const withoutReferences = async (run: () => Promise<unknown>): Promise<void> => {
      if (engine === 'sqlite') await database.writer.raw('pragma foreign_keys = off');
      else await database.writer.schema.alterTable('place', (table) => table.dropForeign('booking'));
      await run();
      if (engine === 'sqlite') await database.writer.raw('pragma foreign_keys = on');
    };

    it('finds nothing in a morning as it should be', async () => {
      const { code, ill, all } = await deepDoctor(hall);
      assert.deepEqual([code, ill], [0, []], all);
      assert.equal(all.match(/^ok {4}.*(whole|places|history|no gap|stored)/gm)?.length, 5, all);
    });

    const booked = async (k: number) =>
      there(
        await database
          .reader('booking')
          .where({ reference: there(references[k]) })
          .first(),
      );

    it('finds a deleted place, and a place that is kept for nobody', async () => {
      const booking = await booked(0);
      await database.writer('place').where({ booking: booking.id }).delete();
      await finds(new RegExp(`booking ${references[0]} lacks place 1 of ${site}:A at 2026-11-26T01:00`));
      const cancelled = await booked(3);
      await database
        .writer('place')
        .insert({ queue: `${site}:A`, slot_start: 900_000, place_no: 1, booking: cancelled.id });
      await finds(new RegExp(`place 1 of ${site}:A at 1970.* is taken for booking ${references[3]}`));
    });

    it('finds a visit that begins before its places, and a place that two have', async () => {
      const booking = await booked(1);
      await database
        .writer('booking')
        .where({ id: booking.id })
        .update({ starts_at: booking.starts_at - 900_000 });
      await finds(new RegExp(`booking ${references[1]} has not one place for each slot`));
      await withoutPrimaryKey(database);
      await database.writer.raw('insert into place select * from place where booking = ?', [booking.id]);
      await finds(/place 1 of BJ-TSY:A at \S+ is there twice/);
    });

    it('finds a deleted event of the hall, wherever it was', async () => {
      await database.writer('hall_event').where({ version: 2 }).delete();
      await finds(/BJ-TSY 2026-11-23: 6 events were counted, 5 are there, the last is 6/);
      await finds(/BJ-TSY 2026-11-23: the events do not give what is stored/);
    });

    it('finds a number that two tickets have', async () => {
      if (engine === 'sqlite') await database.writer.raw('drop index ticket_site_day_number_unique');
      else
        await database.writer.schema.alterTable('ticket', (table) =>
          table.dropUnique(['site', 'day', 'number']),
        );
      await database.writer('ticket').where({ id: 't2' }).update({ number: 'A001' });
      await finds(/BJ-TSY 2026-11-23: two tickets have the number A001/);
    });

    it('finds a ticket that is gone although its number was given', async () => {
      await database.writer('ticket').where({ id: 't2' }).delete();
      await finds(/3 numbers were given, 2 tickets are there, 3 events say so/);
    });

    it("finds a deleted line of a booking's history", async () => {
      const moved = await booked(2);
      await database.writer('booking_event').where({ booking: moved.id, type: 'moved' }).delete();
      await finds(
        new RegExp(`booking ${references[2]} lacks a line of its history \\(1 moves .*, 0 told\\)`),
      );
      await database.writer('booking_event').where({ booking: moved.id, type: 'booked' }).delete();
      await finds(new RegExp(`booking ${references[2]} .*\\(booked 0 times\\)`));
    });

    it('finds a message that was never written', async () => {
      const booking = await booked(3);
      await database.writer('outbox').where({ booking: booking.id, template: 'cancelled' }).delete();
      await finds(new RegExp(`booking ${references[3]} was cancelled at \\S+ and no message says so`));
    });

    it('finds a row that points to nothing', async () => {
      await withoutReferences(() =>
        database.writer('place').update({ booking: 'nobody' }).whereNotNull('booking'),
      );
      await finds(engine === 'sqlite' ? /points to no booking/ : /is taken and no booking is there/);
    });

    it('names a few of many, and says that there are more', async () => {
      const row = await booked(0);
      const copies = Array.from({ length: 30 }, (_, k) => ({
        ...row,
        id: `copy${k}`,
        reference: `COPY-${k}`,
        limit_key: null,
      }));
      await database.writer('booking').insert(copies);
      const { ill, all } = await deepDoctor(hall);
      assert.ok(ill.filter((line) => line.includes('lacks place')).length === 20, all);
      assert.match(all, /and more than these 20/);
    });
  });
}

async function withoutPrimaryKey({ engine, writer }: Database): Promise<void> {
  if (engine === 'postgres') {
    await writer.schema.alterTable('place', (table) => table.dropPrimary());
    return;
  }
  await writer.raw('create table place_copy as select * from place');
  await writer.raw('drop table place');
  await writer.raw('alter table place_copy rename to place');
}

describe('the deep doctor on a damaged file', () => {
  it('says that pages of SQLite are broken, and of which table an index of PostgreSQL is not valid', async function () {
    this.timeout(60_000);
    const fresh = await freshDatabase('sqlite');
    const first = await startSystem({ engine: 'sqlite', databaseUrl: fresh.url });
    await first.system.database.writer.raw('create table filler (id integer primary key, text text)');
    await first.system.database.writer.raw(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
       insert into filler select i, hex(randomblob(200)) from n`,
    );
    await first.close();
    damage(fresh.url.slice('sqlite:'.length));
    const hall = await startSystem({ engine: 'sqlite', databaseUrl: fresh.url });
    const { code, ill, all } = await deepDoctor(hall);
    assert.equal(code, 1, all);
    assert.ok(
      ill.some((line) => /btree|malformed|page|database/i.test(line) && line.includes('→')),
      all,
    );
    await hall.close();
    fresh.discard();

    const other = await startSystem({ engine: 'postgres' });
    await other.system.database.writer.raw('create extension amcheck');
    assert.match((await deepDoctor(other)).all, /^ok .*is whole .*amcheck\)$/m);
    await other.system.database.writer.raw(
      `update pg_index set indisvalid = false where indexrelid = 'booking_reference_unique'::regclass`,
    );
    const found = await deepDoctor(other);
    assert.equal(found.code, 1, found.all);
    assert.ok(
      found.ill.some((line) => line.includes('index booking_reference_unique is not valid')),
      found.all,
    );
    await other.close();
  });
});
