import assert from 'node:assert/strict';
import type { BookingRules } from '../../../server/domain/booking/booking-rules.ts';
import { extraPlaceBase, type TakenPlaces } from '../../../server/domain/booking/place.ts';
import { type DayOffer, daysOffered, nearestFree } from '../../../server/domain/booking/slots.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { Site, SiteException } from '../../../server/domain/catalogue/site.ts';
import { calendar2026, testQueue, testRules, testServices, testSite, words } from '../../support/sites.ts';

const zone = 'Asia/Shanghai';
const at = (date: string, time: string) => instantOf(date, time, zone);
const nobody: TakenPlaces = () => [];
// a Monday
const now = at('2026-11-23', '10:00');

interface Ask {
  site?: Site;
  from: string;
  to?: string;
  now?: number;
  taken?: TakenPlaces;
  code?: string;
  quantity?: number;
}

function offer(ask: Ask): readonly DayOffer[] {
  const outcome = daysOffered({
    site: ask.site ?? testSite(),
    services: testServices,
    calendar: calendar2026,
    visit: [{ code: ask.code ?? 'RENEW', quantity: ask.quantity ?? 1 }],
    from: ask.from,
    to: ask.to ?? ask.from,
    now: ask.now ?? now,
    taken: ask.taken ?? nobody,
  });
  assert.ok(outcome.ok);
  return outcome.value;
}

function one(ask: Ask): DayOffer {
  const [day] = offer(ask);
  assert.ok(day);
  return day;
}

const withRules = (rules: Partial<BookingRules>) => testSite({ rules: testRules(rules) });
const closed = (date: string, from: string | null, to: string | null): SiteException => ({
  id: date,
  date,
  kind: 'closed',
  from,
  to,
  reason: words('flood'),
});

describe('days offered', () => {
  it('an ordinary day is open and offers every slot of its sessions with all of its places', () => {
    const day = one({ from: '2026-11-24' });
    assert.equal(day.state, 'open');
    assert.equal(day.slots.length, 12 + 16);
    assert.deepEqual(day.slots[0], { start: at('2026-11-24', '09:00'), free: 3 });
  });

  it('each kind of day says why it cannot be booked', () => {
    const reason = (ask: Ask) => {
      const day = one(ask);
      return [day.state, day.reason?.kind];
    };
    assert.deepEqual(reason({ from: '2026-11-28' }), ['closed', 'weekend']);
    assert.deepEqual(reason({ from: '2026-11-22' }), ['too_late', 'past']);
    assert.deepEqual(reason({ from: '2026-11-23' }), ['too_late', 'too_soon']);
    assert.deepEqual(reason({ from: '2026-12-08' }), ['too_early', 'not_open_yet']);
    assert.deepEqual(reason({ from: '2026-11-24', taken: () => [1, 2, 3] }), ['full', 'full']);
    assert.deepEqual(reason({ from: '2026-10-02', now: at('2026-09-28', '10:00') }), ['closed', 'holiday']);
    const flooded = testSite({ exceptions: [closed('2026-11-24', null, null)] });
    assert.deepEqual(reason({ site: flooded, from: '2026-11-24' }), ['closed', 'closure']);
    const noPlaces = testSite({ queues: [testQueue({ places: 0 })] });
    assert.deepEqual(reason({ site: noPlaces, from: '2026-11-24' }), ['closed', 'no_places']);
    const mondays = testSite({ sessions: [{ weekday: 1, opens: '09:00', closes: '12:00' }] });
    assert.deepEqual(reason({ site: mondays, from: '2026-11-24' }), ['closed', 'no_hours']);
    const shortTuesday = testSite({
      sessions: [
        { weekday: 1, opens: '09:00', closes: '12:00' },
        { weekday: 2, opens: '09:00', closes: '10:00' },
      ],
    });
    assert.deepEqual(reason({ site: shortTuesday, from: '2026-11-24', quantity: 7 }), [
      'closed',
      'too_short',
    ]);
    assert.deepEqual(
      reason({ site: withRules({ firstWorkingDay: 0 }), from: '2026-11-23', now: at('2026-11-23', '16:20') }),
      ['too_late', 'notice'],
    );
  });

  it('a closure of a part of the day is told on the open day, and leaves the other slots where they were', () => {
    const site = testSite({ exceptions: [closed('2026-11-24', '09:20', '09:40')] });
    const day = one({ site, from: '2026-11-24' });
    assert.deepEqual(day.reason, { kind: 'closure', words: words('flood') });
    assert.deepEqual(
      day.slots.slice(0, 2).map((slot) => slot.start),
      [at('2026-11-24', '09:00'), at('2026-11-24', '09:45')],
    );
  });

  it('a visit of several slots never spans a closed gap', () => {
    const starts = one({ from: '2026-11-24', quantity: 3 }).slots.map((slot) => slot.start);
    assert.ok(starts.includes(at('2026-11-24', '11:30')));
    assert.ok(!starts.includes(at('2026-11-24', '11:45')));
    assert.ok(starts.includes(at('2026-11-24', '13:00')));
  });

  it('a visit of several slots is as free as the fullest slot that it covers', () => {
    const taken: TakenPlaces = (_, start) => (start === at('2026-11-24', '09:15') ? [2, 3] : []);
    const free = one({ from: '2026-11-24', quantity: 2, taken }).slots.map((slot) => slot.free);
    assert.deepEqual(free.slice(0, 3), [1, 1, 3]);
  });

  it('places above the capacity of today and extra places neither fill a slot nor free it', () => {
    const taken: TakenPlaces = () => [4, 5, extraPlaceBase + 1, 2];
    assert.equal(one({ from: '2026-11-24', taken }).slots[0]?.free, 2);
  });

  it('on today only slots after the notice are offered, to the very minute', () => {
    const site = withRules({ firstWorkingDay: 0, noticeMinutes: 30 });
    const first = (time: string) =>
      one({ site, from: '2026-11-23', now: at('2026-11-23', time) }).slots[0]?.start;
    assert.equal(first('10:00'), at('2026-11-23', '10:30'));
    assert.equal(first('10:01'), at('2026-11-23', '10:45'));
  });

  it('a make-up workday is offered with its reason, and days beyond the notices are flagged', () => {
    const day = one({ from: '2026-10-10', now: at('2026-10-08', '10:00') });
    assert.deepEqual([day.state, day.reason], ['open', { kind: 'make_up', name: '国庆节' }]);
    const site = withRules({ lastWorkingDay: 5 });
    const [last, next] = offer({
      site,
      from: '2026-12-31',
      to: '2027-01-01',
      now: at('2026-12-30', '10:00'),
    });
    assert.deepEqual([last?.published, next?.published], [true, false]);
    assert.equal(next?.state, 'open');
  });

  it('at most 92 days are answered, and a range the wrong way round is refused', () => {
    assert.equal(offer({ from: '2026-11-24', to: '2027-11-24' }).length, 92);
    const ask = { site: testSite(), services: testServices, calendar: calendar2026, now, taken: nobody };
    const visit = [{ code: 'RENEW', quantity: 1 }];
    for (const [from, to] of [
      ['2026-11-24', '2026-11-23'],
      ['soon', '2026-11-23'],
    ] as const) {
      const outcome = daysOffered({ ...ask, visit, from, to });
      assert.equal(outcome.ok ? '' : outcome.code, 'invalid_input');
    }
  });

  it('a site that takes no bookings refuses instead of showing empty days', () => {
    const ask = { services: testServices, calendar: calendar2026, now, taken: nobody };
    const visit = [{ code: 'RENEW', quantity: 1 }];
    const site = testSite({ bookable: false });
    const outcome = daysOffered({ ...ask, site, visit, from: '2026-11-24', to: '2026-11-24' });
    assert.equal(outcome.ok ? '' : outcome.code, 'not_offered');
  });

  it('the nearest free slots come nearest first, the earlier of two that are as near', () => {
    const wanted = at('2026-11-24', '10:00');
    const taken: TakenPlaces = (_, start) => (start === wanted ? [1, 2, 3] : []);
    const near = nearestFree(offer({ from: '2026-11-24', to: '2026-11-25', taken }), wanted, 3);
    assert.deepEqual(
      near.map((slot) => slot.start),
      [at('2026-11-24', '09:45'), at('2026-11-24', '10:15'), at('2026-11-24', '09:30')],
    );
  });
});
