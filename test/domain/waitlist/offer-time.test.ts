import assert from 'node:assert/strict';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { offersNow, offerUntil } from '../../../server/domain/waitlist/offer-time.ts';
import { testRules, testSite } from '../../support/sites.ts';

const minute = 60_000;
const site = testSite({
  rules: testRules({
    offerMinutes: 60,
    noticeMinutes: 30,
    cutOffMinutes: 120,
    offersFrom: '08:00',
    offersUntil: '20:00',
  }),
});
const at = (time: string) => instantOf('2026-11-24', time, site.timeZone);
/** Minutes that an offer stands which is made so many minutes before the last moment for booking; null: none is made. */
const stands = (left: number) => {
  const until = offerUntil(site, at('12:00'), at('12:00') + (left + 30) * minute);
  return until === null ? null : (until - at('12:00')) / minute;
};

describe('how long an offer stands', () => {
  it('is the time of the site while the visit is far, a sixth of what is left when it is near, ten minutes at least, or none', () => {
    assert.deepEqual([6000, 360, 359, 120, 60, 59, 10, 9, 0, -5].map(stands), [
      60,
      60,
      359 / 6,
      20,
      10,
      10,
      10,
      null,
      null,
      null,
    ]);
  });

  it('is counted to the cut-off of the booking that it would move', () => {
    const [now, start] = [at('12:00'), at('16:00')];
    assert.equal(offerUntil(site, now, start, { start: at('16:30') }), now + 25 * minute);
    assert.equal(offerUntil(site, now, start, { start: at('14:09') }), null);
  });

  it('begins in the hours of the site for offers, the first minute with them and the last not', () => {
    const open = ['00:00', '07:59', '08:00', '19:59', '20:00', '23:59'].filter((time) =>
      offersNow(site, at(time)),
    );
    assert.deepEqual(open, ['08:00', '19:59']);
  });
});
