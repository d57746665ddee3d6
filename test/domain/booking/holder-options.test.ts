import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BookingState, bookingStates } from '../../../server/domain/booking/booking.ts';
import { decideBooking } from '../../../server/domain/booking/decide-booking.ts';
import { holderOptions } from '../../../server/domain/booking/holder-options.ts';
import type { BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { minute } from '../../../server/domain/calendar/durations.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { alarmLead } from '../../../server/domain/message/alarm-lead.ts';
import { bookCommand, bookingOffice, cancel, move } from '../../support/booking-office.ts';
import { testRules, testServices, testSite } from '../../support/sites.ts';

const at = (date: string, time: string) => instantOf(date, time, 'Asia/Shanghai');
const early = at('2026-11-23', '08:00');
const start = at('2026-11-25', '10:00');
const holder = { kind: 'holder' } as const;
const handle: BookingCommand = {
  type: 'choose_handling',
  booking: 'a',
  site: 'BJ-TSY',
  mode: 'self_service',
  actor: holder,
};
const reach: BookingCommand = {
  type: 'change_contact',
  booking: 'a',
  site: 'BJ-TSY',
  contact: { name: '王芳', mobile: '13800138000', email: null, telephone: null },
};

describe('what the holder of a booking can still do', () => {
  it('is exactly what deciding allows at that moment, whatever the cut-off, the state and the time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 45, 120, 1440),
        fc.constantFrom<BookingState>(...bookingStates),
        fc.integer({ min: -3000, max: 60 }),
        fc.constantFrom(-1, 0, 1),
        fc.boolean(),
        (cutOffMinutes, state, minutes, off, handling) => {
          const site = testSite({ handling, rules: testRules({ cutOffMinutes }) });
          const office = bookingOffice(early, site);
          office.perform(bookCommand('a', start));
          const booking = office.ledger.bookings.get('a');
          assert.ok(booking);
          const its = { ...booking, state };
          office.ledger.bookings.set('a', its);
          const now = start + minutes * minute + off;
          const context = { site, services: testServices, calendar: office.calendar, now };
          const allows = (command: BookingCommand) => decideBooking(office.ledger, command, context).ok;
          const options = holderOptions(its, site, testServices, now);
          assert.deepEqual(
            [options.cancel, options.move, options.handling, options.contact],
            [
              allows(cancel('a')),
              allows(move('a', at('2026-11-30', '10:00'))),
              allows(handle),
              allows(reach),
            ],
          );
        },
      ),
    );
  });

  it('is no move or cancellation of a visit in 45 minutes where both end two hours before', () => {
    const booking = { state: 'confirmed', start, services: [{ code: 'RENEW', quantity: 1 }] } as const;
    const {
      move: may,
      cancel: can,
      until,
    } = holderOptions(booking, testSite(), testServices, start - 45 * minute);
    assert.deepEqual([may, can, until], [false, false, start - 120 * minute]);
  });

  it('is nothing at a site that has been switched off, or is not known any more', () => {
    const booking = { state: 'confirmed', start, services: [{ code: 'RENEW', quantity: 1 }] } as const;
    for (const site of [null, testSite({ active: false })]) {
      const { until: _until, ...may } = holderOptions(booking, site, testServices, early);
      assert.deepEqual(Object.values(may), [false, false, false, false]);
    }
  });
});

describe('the alarm of a calendar', () => {
  it('rings in the future, as early as two hours before, or not at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 300 }), (minutes) => {
        const lead = alarmLead(start, start - minutes * minute);
        if (lead === null) assert.ok(minutes <= 15);
        else assert.ok(lead < minutes && lead <= 120);
        if (minutes > 120) assert.equal(lead, 120);
      }),
    );
  });
});
