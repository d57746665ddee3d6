import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { assertSoundBookings, clearBookings } from '../../support/stored-bookings.ts';
import { bookingLives } from './booking-commands.ts';
import { BookingModel, type RealBookings } from './booking-model.ts';
import { instantIn, modelSite } from './model-office.ts';

const runs = Number(process.env['HALL_DEEP'] === undefined ? 50 : 2000);

for (const engine of engines) {
  describe(`the booking life in the database [${engine}]`, function () {
    this.timeout(600_000);
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({ engine, sites: [modelSite], now: instantIn(new BookingModel()) });
      // what is tested here is the rows, not the disk
      if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
    });
    after(() => bare?.close());

    it('answers every hold, booking, move, cancellation and visit as the model does, and the rows agree', async () => {
      const { system, clock } = bare;
      let commands = 0;
      const real: RealBookings = {
        perform(command: BookingCommand, now: number) {
          commands += 1;
          clock.set(now);
          return system.bookings.submit(command, { actor: theSystem });
        },
      };
      await fc.assert(
        fc.asyncProperty(bookingLives(90), async (lives) => {
          await clearBookings(system.database);
          const model = new BookingModel();
          await fc.asyncModelRun(() => ({ model, real }), lives);
          await assertSoundBookings(system.database, instantIn(model), 'off');
        }),
        { numRuns: runs },
      );
      console.log(`      ${runs} lives, ${commands} commands`);
      assert.ok(commands > runs * 5, `the lives do something: ${commands}`);
    });
  });
}
