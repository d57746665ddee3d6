import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decideBooking } from '../../../server/domain/booking/decide-booking.ts';
import { emptyLedger } from '../../../server/domain/booking/empty-ledger.ts';
import { applyFact } from '../../../server/domain/booking/evolve-ledger.ts';
import type { BookingCommand, Ledger } from '../../../server/domain/booking/ledger.ts';
import { type Loaded, rowsNeeded } from '../../../server/domain/booking/rows-needed.ts';
import { bookingOffice } from '../../support/booking-office.ts';
import { testServices } from '../../support/sites.ts';
import { arbitraryScript, officeAt, scriptSite } from './arbitrary-script.ts';

/** What a store would load for one command: the rows that its needs name and nothing else. */
function loadedFor(whole: Ledger, command: BookingCommand): Ledger {
  const context = { site: scriptSite, services: testServices };
  const ledger = emptyLedger();
  const first = rowsNeeded(command, context);
  const loaded: Loaded = {
    booking: whole.bookings.get(first.bookings[0] ?? ''),
    hold: whole.holds.get(first.holds[0] ?? ''),
    undo: whole.undos.get(first.bookings[0] ?? ''),
  };
  if (loaded.booking) ledger.bookings.set(loaded.booking.id, loaded.booking);
  if (loaded.undo) ledger.undos.set(loaded.undo.booking, loaded.undo);
  if (loaded.hold) ledger.holds.set(loaded.hold.id, loaded.hold);
  const needed = rowsNeeded(command, context, loaded);
  for (const [id, row] of whole.places) {
    if (
      needed.slots.some(({ queue, from, to }) => row.queue === queue && row.start >= from && row.start < to)
    ) {
      ledger.places.set(id, row);
    }
  }
  for (const key of needed.limitKeys) {
    const holder = whole.limits.get(key);
    if (holder !== undefined) ledger.limits.set(key, holder);
  }
  for (const code of needed.creditCodes) {
    const missed = whole.missed.get(code);
    if (missed !== undefined) ledger.missed.set(code, missed);
  }
  return ledger;
}

/** Rows of one ledger that another lacks or has otherwise. */
function difference<V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): string[] {
  return [...a]
    .filter(([id, row]) => JSON.stringify(b.get(id)) !== JSON.stringify(row))
    .map(([id]) => id)
    .sort();
}

describe('the rows that a command needs', () => {
  it('is enough: with only these rows loaded it is decided as with all, and changes the same rows', () => {
    fc.assert(
      fc.property(arbitraryScript, (steps) => {
        const office = officeAt(bookingOffice);
        for (const { wait, command } of steps) {
          office.now += wait * 60_000;
          const context = {
            site: scriptSite,
            services: testServices,
            calendar: office.calendar,
            now: office.now,
          };
          const part = loadedFor(office.ledger, command);
          const before = structuredClone(office.ledger);
          const partBefore = structuredClone(part);
          const little = decideBooking(part, command, context);
          assert.deepEqual(little, office.perform(command));
          if (!little.ok) continue;
          for (const fact of little.value) applyFact(part, fact);
          for (const name of ['places', 'bookings', 'holds', 'limits', 'missed', 'undos'] as const) {
            const whole = office.ledger[name] as ReadonlyMap<string, unknown>;
            const was = before[name] as ReadonlyMap<string, unknown>;
            assert.deepEqual(
              difference(
                part[name] as ReadonlyMap<string, unknown>,
                partBefore[name] as ReadonlyMap<string, unknown>,
              ),
              difference(whole, was),
            );
            assert.deepEqual(
              difference(
                partBefore[name] as ReadonlyMap<string, unknown>,
                part[name] as ReadonlyMap<string, unknown>,
              ),
              difference(was, whole),
            );
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
