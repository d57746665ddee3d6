import assert from 'node:assert/strict';
import { deletePersonalData } from '../../server/actions/booking/delete-personal-data.ts';
import { createStaff } from '../../server/actions/staff/create-staff.ts';
import { editStaff } from '../../server/actions/staff/edit-staff.ts';
import type { System } from '../../server/actions/system.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { forgetWhatIsOver } from '../../server/jobs/retention.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { lockScopes } from '../../server/store/lock-scopes.ts';
import { bookCommand } from '../support/commands.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { somebody } from '../support/somebody.ts';

const nine = Date.parse('2026-11-24T09:00:00+08:00');
const dayLong = 24 * 60 * 60_000;
const by = { actor: theHolder };

/** SQLite has one write lock for everything; on PostgreSQL whoever writes a scope must have taken its lock. */
describe('what must have one writer at a time [postgres]', function () {
  this.timeout(60_000);
  let hall: HallSystem;
  let other: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'postgres' });
    other = await startSystem({ engine: 'postgres', databaseUrl: hall.system.database.url });
  });
  after(async () => {
    await other?.close();
    await hall?.close();
  });

  /** Holds a scope in another process, begins an action, and sees that it waits until the scope is free. */
  const waits = async (scope: string, action: (system: System) => Promise<unknown>): Promise<void> => {
    let finished = false;
    let running: Promise<unknown> = Promise.resolve();
    await other.system.database.writer.transaction(async (transaction) => {
      await lockScopes(transaction, 'postgres', [scope]);
      running = action(hall.system).finally(() => {
        finished = true;
      });
      for (let waiting = 0; waiting === 0; ) {
        assert.equal(finished, false, `it did not wait for ${scope}`);
        const { rows } = (await other.system.database.reader.raw(
          `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
        )) as { rows: { n: number }[] };
        waiting = rows[0]?.n ?? 0;
      }
    });
    await running;
  };
  const book = async (id: string, start: number, mobile: string): Promise<void> => {
    const done = await hall.system.bookings.submit(bookCommand({ id, start, mobile }), by);
    assert.ok(done.ok, JSON.stringify(done));
  };
  const cancelled = async (id: string, start: number, mobile: string) => {
    await book(id, start, mobile);
    const command = {
      type: 'cancel',
      booking: id,
      site: 'BJ-TSY',
      actor: { kind: 'staff', reason: 'called' },
      chance: 0,
    } as const;
    assert.ok((await hall.system.bookings.submit(command, by)).ok);
    const found = await bookingByReference(hall.system.database.writer, `REF-${id}`);
    assert.ok(found !== null);
    return found;
  };

  it('the bookings of a site, booked', () => waits('booking:BJ-TSY', () => book('b1', nine, '13800000001')));

  it('the hall of a site', () =>
    waits('hall:BJ-TSY', (system) =>
      system.halls.submit('BJ-TSY', { type: 'open_counter', counter: 'BJ-TSY-1', staff: null }, by),
    ));

  it('the bookings of a site, when somebody checks in', () =>
    waits('booking:BJ-TSY', (system) =>
      system.halls.submit('BJ-TSY', { type: 'arrive', id: 't', reference: 'REF-b1', priority: false }, by),
    ));

  it('the hall of a site, when somebody checks in: every scope of a batch is locked, not one of them', () =>
    waits('hall:BJ-TSY', (system) =>
      system.halls.submit('BJ-TSY', { type: 'arrive', id: 't2', reference: 'REF-b1', priority: false }, by),
    ));

  it('the bookings of a site, when its day is closed: those who came and were not served are settled', () =>
    waits('booking:BJ-TSY', async (system) => {
      const closed = await system.halls.submit('BJ-TSY', { type: 'close_day' }, { actor: theSystem });
      assert.ok(closed.ok, JSON.stringify(closed));
    }));

  it('the bookings of a site, when a holder has the data deleted', async () => {
    const booking = await cancelled('b2', nine, '13800000002');
    await waits('booking:BJ-TSY', (system) =>
      deletePersonalData(system, booking, { ...theHolder, address: null }),
    );
  });

  it('the accounts of staff', async () => {
    const [boss, clerk] = await Promise.all(
      (['administrator', 'counter'] as const).map(async (role) => {
        const made = await createStaff(hall.system, {
          username: `the-${role}`,
          name: role,
          role,
          sites: [],
          password: 'Correct-horse-7-battery',
          actor: theSystem,
        });
        assert.ok(made.ok);
        return { ...somebody, id: made.value.id, role, sites: [] };
      }),
    );
    assert.ok(boss !== undefined && clerk !== undefined);
    const wanted = {
      name: 'Another',
      role: 'counter',
      sites: [],
      active: true,
      badge: null,
      mail: null,
    } as const;
    await waits('staff', (system) => editStaff(system, boss, { id: clerk.id, version: 1, wanted }));
  });

  it('the bookings of a site, when their period is over', async () => {
    await cancelled('b3', nine, '13800000003');
    hall.clock.advance(200 * dayLong);
    await waits('booking:BJ-TSY', (system) => forgetWhatIsOver(system));
  });
});
