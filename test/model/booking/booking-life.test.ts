import fc from 'fast-check';
import { assertNoPlaceTwice, bookingOffice } from '../../support/booking-office.ts';
import { bookingLives } from './booking-commands.ts';
import { BookingModel, type RealBookings } from './booking-model.ts';
import { instantIn, modelSite } from './model-office.ts';

describe('the booking life', () => {
  it('answers every hold, booking, move, cancellation and visit as the model does', async () => {
    await fc.assert(
      fc.asyncProperty(bookingLives(), async (lives) => {
        const model = new BookingModel();
        const office = bookingOffice(instantIn(model), modelSite);
        const real: RealBookings = {
          async perform(command, now) {
            office.now = now;
            const outcome = office.perform(command);
            assertNoPlaceTwice(office);
            return outcome;
          },
        };
        await fc.asyncModelRun(() => ({ model, real }), lives);
      }),
      { numRuns: 1000 },
    );
  });
});
