import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeBookingCommands } from '../../server/actions/booking/booking-commands.ts';
import { idempotencyKey } from '../../server/actions/idempotency.ts';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { arbitraryCommand, officeAt, scriptSite } from '../domain/booking/arbitrary-script.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { bookCommand, bookingOffice } from '../support/booking-office.ts';
import { engines } from '../support/engines.ts';
import { assertSoundBookings, clearBookings } from '../support/stored-bookings.ts';

const monday = Date.parse('2026-11-23T10:00:00+08:00');
const nine = Date.parse('2026-11-24T09:00:00+08:00');
const runs = process.env['HALL_DEEP'] === undefined ? 70 : 2000;
const by = { actor: theSystem };

/** Waves of commands that are given at once; ids are used once, because a primary key refuses what pure rules never look at. */
const waves = fc
  .array(
    fc.record({
      wait: fc.constantFrom(0, 5, 15),
      commands: fc.array(arbitraryCommand, { minLength: 8, maxLength: 20 }),
    }),
    {
      minLength: 3,
      maxLength: 5,
    },
  )
  .map((list) => {
    const used = new Set<string>();
    const fresh = (command: BookingCommand): boolean => {
      if (command.type !== 'hold' && command.type !== 'book') return true;
      return !used.has(command.id) && used.add(command.id) !== undefined;
    };
    return list.map(({ wait, commands }) => ({ wait, commands: commands.filter(fresh) }));
  });

for (const engine of engines) {
  describe(`commands that are batched [${engine}]`, function () {
    this.timeout(600_000);
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({ engine, sites: [scriptSite], now: monday });
      if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
    });
    after(() => bare?.close());
    beforeEach(async () => {
      bare.clock.set(monday);
      await clearBookings(bare.system.database);
    });

    it('are answered as if they had come one after another, and leave the same rows', async () => {
      const { system, clock } = bare;
      let [commands, accepted] = [0, 0];
      await fc.assert(
        fc.asyncProperty(waves, async (list) => {
          await clearBookings(system.database);
          clock.set(monday);
          const office = officeAt(bookingOffice);
          for (const wave of list) {
            clock.advance(wave.wait * 60_000);
            office.now = clock.now();
            const answers = await Promise.all(wave.commands.map((each) => system.bookings.submit(each, by)));
            for (const [k, command] of wave.commands.entries()) {
              const expected = office.perform(command);
              const answer = answers[k];
              commands += 1;
              if (expected.ok) accepted += 1;
              assert.deepEqual(
                answer?.ok ? 'done' : answer,
                expected.ok ? 'done' : expected,
                `${k}: ${JSON.stringify(command)}`,
              );
            }
          }
          await assertSoundBookings(system.database, clock.now(), 'on');
          const rows = (await system.database
            .writer('place')
            .select('queue', 'slot_start', 'place_no', 'booking', 'hold')) as {
            queue: string;
            slot_start: number;
            place_no: number;
            booking: string | null;
            hold: string | null;
          }[];
          assert.deepEqual(
            rows.map((row) => [row.slot_start, row.place_no, row.booking, row.hold].join('|')).sort(),
            [...office.ledger.places.values()]
              .map((row) => [row.start, row.place, row.booking, row.hold].join('|'))
              .sort(),
          );
          const limits = (await system.database
            .writer('booking')
            .whereNotNull('limit_key')
            .select('id', 'limit_key')) as {
            id: string;
            limit_key: string;
          }[];
          assert.deepEqual(new Map(limits.map((row) => [row.limit_key, row.id])), office.ledger.limits);
        }),
        { numRuns: runs },
      );
      console.log(`      ${runs} runs, ${commands} commands, ${accepted} accepted`);
      assert.ok(accepted > runs * 4, `${accepted}`);
    });

    it('are decided on all that they need, also about a booking that was made, changed and cancelled with them', async () => {
      const { system } = bare;
      const enterprise = { name: 'Firm', creditCode: 'X', customsCode: null };
      const contact = (mobile: string) => ({ name: '王芳', mobile, email: null, telephone: null });
      const [mobile, other] = ['13800138000', '13900139000'];
      const book = (id: string, start: number, mobile: string) =>
        bookCommand(id, start, { enterprise, contact: contact(mobile) });
      const first = await system.bookings.submit(book('first', nine, mobile), by);
      assert.ok(first.ok, JSON.stringify(first));
      const about = { site: 'BJ-TSY', booking: 'second' };
      // in the end nothing is left of it that the database could refuse
      const answers = await Promise.all(
        [
          book('second', nine + 15 * 60_000, other),
          { ...about, type: 'change_contact', contact: contact(mobile) } as const,
          { ...about, type: 'cancel', actor: { kind: 'holder' }, chance: 0 } as const,
        ].map((command) => system.bookings.submit(command, by)),
      );
      assert.deepEqual(
        answers.map((answer) => (answer.ok ? 'done' : answer.code)),
        ['done', 'limit_reached', 'done'],
      );
    });

    it('do not fail because of a neighbour that the database refuses or that stumbles over a bug', async () => {
      const { system } = bare;
      const wanted = Array.from({ length: 30 }, (_, k) => {
        const fine = bookCommand(`n${k}`, nine + (k % 3) * 15 * 60_000, {
          overbook: true,
          actor: { kind: 'office' },
        });
        // a name that is missing breaks a constraint; services that are no list are a bug on the way
        if (k === 7) return { ...fine, enterprise: { ...fine.enterprise, name: null as unknown as string } };
        if (k === 19) return { ...fine, services: null as unknown as [] };
        return fine;
      });
      const answers = await Promise.allSettled(wanted.map((each) => system.bookings.submit(each, by)));
      assert.deepEqual(
        answers.flatMap((answer, k) => (answer.status === 'rejected' ? [k] : [])),
        [7, 19],
      );
      assert.ok(answers.every((answer) => answer.status === 'rejected' || answer.value.ok));
      const { bookings } = await assertSoundBookings(system.database, monday, 'on');
      assert.equal(bookings, 28);
    });

    it('under one key happen once, whichever of them comes first and however many there are', async () => {
      const { system } = bare;
      const key = (name: string, what: object) => idempotencyKey('test', name, what);
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, k) => {
          const start = nine + (k % 2) * 15 * 60_000;
          const command = bookCommand(`k${k}`, start, { overbook: true, actor: { kind: 'office' } });
          return system.bookings.submit(command, { ...by, idempotency: key(`key${k % 4}`, { start }) });
        }),
      );
      assert.equal(new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.code))).size, 4);
      const again = await system.bookings.submit(bookCommand('other', nine), {
        ...by,
        idempotency: key('key0', { start: 1 }),
      });
      assert.deepEqual(again, { ok: false, code: 'idempotency_mismatch' });
      assert.equal((await assertSoundBookings(system.database, monday, 'on')).bookings, 4);
    });

    it('are not done again when only telling of them has failed', async () => {
      const { system } = bare;
      const errors: unknown[] = [];
      const deaf = {
        ...system,
        log: { ...system.log, error: (details: object) => void errors.push(details) },
        announce: {
          hallChanged: () => {},
          messagesQueued: () => {
            throw new Error('nobody listens');
          },
        },
      };
      const commands = makeBookingCommands(() => deaf);
      const mail = { name: '王芳', mobile: '13800138000', email: 'a@test.invalid', telephone: null };
      const answers = await Promise.all(
        ['t1', 't2'].map((id) => commands.submit(bookCommand(id, nine, { contact: mail }), by)),
      );
      assert.ok(
        answers.every((answer) => answer.ok),
        JSON.stringify(answers),
      );
      assert.equal(errors.length, 1);
    });
  });
}
