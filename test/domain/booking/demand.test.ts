import assert from 'node:assert/strict';
import type { BookingRules } from '../../../server/domain/booking/booking-rules.ts';
import { takenInLedger } from '../../../server/domain/booking/ledger-places.ts';
import { nowhere, type Origin } from '../../../server/domain/booking/origin.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { bookCommand, bookingOffice, cancel, hold } from '../../support/booking-office.ts';
import { testQueue, testRules, testSite } from '../../support/sites.ts';

const at = (day: string, time: string) => instantOf(`2026-11-${day}`, time, 'Asia/Shanghai');
const slot = at('25', '09:00');

function office(rules: Partial<BookingRules>, now = at('24', '10:00')) {
  return bookingOffice(now, testSite({ queues: [testQueue({ places: 50 })], rules: testRules(rules) }));
}

let n = 0;
const from = (network: string, more: Partial<Origin> = {}): Origin => ({ ...nowhere, network, ...more });
const visit = (origin: Origin, more: Parameters<typeof bookCommand>[2] = {}) => {
  n += 1;
  return bookCommand(`v${n}`, slot, {
    contact: { name: '王芳', mobile: `139${10_000_000 + n}`, email: null, telephone: null },
    from: origin,
    ...more,
  });
};
const work = (id: string) => ({ work: { id, expiresAt: at('24', '10:05') } });

describe('what a network may take', () => {
  it('counts what it booked and what it keeps of a day within 24 hours, and others not at all', () => {
    const its = office({ networkPerDay: 3, networkMade: 4 });
    assert.ok(its.perform(visit(from('one'))).ok);
    assert.ok(its.perform({ ...hold('h1', slot), from: from('one') }).ok);
    assert.ok(its.perform(visit(from('one'))).ok);
    const full = its.perform(visit(from('one')));
    assert.deepEqual(full, { ok: false, code: 'network_day_limit', details: { limit: 3 } });
    assert.ok(its.perform(visit(from('one'), { hold: 'h1' })).ok, 'its own kept time');
    assert.ok(its.perform(visit(from('two'))).ok);
    const other = visit(from('one'), { start: at('26', '09:00') });
    assert.ok(its.perform(other).ok, 'another day');
    const fifth = its.perform(visit(from('one'), { start: at('27', '09:00') }));
    assert.equal(fifth.ok ? '' : fifth.code, 'network_limit');
    its.now += 24 * 3_600_000;
    assert.ok(its.perform(visit(from('one'), { start: at('27', '09:00') })).ok, 'a day later');
  });

  it('counts a mobile that was proven by SMS no longer, but one proven by mail still', () => {
    const its = office({ networkPerDay: 1 });
    assert.ok(its.perform(visit(from('one'))).ok);
    assert.ok(its.perform(visit(from('one', { proven: 'sms' }))).ok);
    assert.equal(its.perform(visit(from('one', { proven: 'mail' }))).ok, false);
  });

  it('does not count who cannot be told apart, and staff', () => {
    const its = office({ networkPerDay: 1, networkMade: 1 });
    for (let k = 0; k < 5; k += 1) assert.ok(its.perform(visit(nowhere)).ok);
    for (let k = 0; k < 5; k += 1)
      assert.ok(its.perform(visit(nowhere, { from: null, actor: { kind: 'staff', reason: null } })).ok);
  });
});

describe('high demand', () => {
  const rules = { demandStarts: 3, networkPerDay: 9, networkInDemand: 1, proofOfWork: true } as const;

  it('begins with so many bookings and kept times, and asks for work and less for each network', () => {
    const its = office(rules);
    assert.ok(its.perform(visit(from('one'))).ok, 'quiet: nothing is asked for');
    assert.ok(its.perform(visit(from('one'))).ok);
    assert.ok(its.perform({ ...hold('h1', slot), from: from('two') }).ok);
    const busy = its.perform(visit(from('three')));
    assert.equal(busy.ok ? '' : busy.code, 'work_needed');
    const kept = its.perform({ ...hold('h2', slot), from: from('three', work('w1')) });
    assert.ok(kept.ok);
    assert.ok(its.perform(visit(from('three'), { hold: 'h2' })).ok, 'the kept time has cost its work');
    const again = its.perform(visit(from('four', work('w1'))));
    assert.equal(again.ok ? '' : again.code, 'work_spent');
    const more = its.perform(visit(from('one', work('w2'))));
    assert.equal(more.ok ? '' : more.code, 'network_demand_limit');
    assert.ok(its.perform(visit(from('five', { proven: 'mail' }))).ok, 'a code was entered instead');
    its.now += 11 * 60_000;
    assert.ok(its.perform(visit(from('six'))).ok, 'quiet again');
  });

  it('is the half hour after a new day has opened, at the release hour and on working days', () => {
    const release = { releaseMinutes: 30, releaseAt: '09:00', releasePerMinute: 2, proofOfWork: true };
    const code = (now: number, origin: Origin) => {
      const done = office(release, now).perform(visit(origin));
      return done.ok ? 'booked' : done.code;
    };
    assert.equal(code(at('24', '08:59'), from('one')), 'booked');
    assert.equal(code(at('24', '09:00'), from('one')), 'work_needed');
    assert.equal(code(at('24', '09:29'), from('one')), 'work_needed');
    assert.equal(code(at('24', '09:30'), from('one')), 'booked');
    const its = office(release, at('24', '09:10'));
    for (const w of ['a', 'b'])
      assert.ok(its.perform(visit(from(w, { work: { id: w, expiresAt: at('24', '09:20') } }))).ok);
    const third = its.perform(visit(from('c', { work: { id: 'c', expiresAt: at('24', '09:20') } })));
    assert.equal(third.ok ? '' : third.code, 'release_rate');
  });

  it('has a contact proven where the site wants that: always, or only then', () => {
    const always = office({ mobileProof: 'always' });
    const asked = always.perform(visit(from('one')));
    assert.equal(asked.ok ? '' : asked.code, 'contact_unproven');
    assert.ok(always.perform(visit(from('one', { proven: 'mail' }))).ok);
    const demand = office({ mobileProof: 'demand', demandStarts: 1 });
    assert.ok(demand.perform(visit(from('one'))).ok);
    const then = demand.perform(visit(from('two')));
    assert.equal(then.ok ? '' : then.code, 'contact_unproven');
  });
});

describe('times that are kept', () => {
  it('are so many for one browser and so many for everybody, until they run out', () => {
    const its = office({ holdsPerBrowser: 1, holdsAtOnce: 3 });
    const keep = (id: string, browser: string, replaces: string | null = null) => {
      const done = its.perform({ ...hold(id, slot, replaces), from: from('n', { browser }) });
      return done.ok ? 'kept' : done.code;
    };
    assert.equal(keep('a', 'x'), 'kept');
    assert.equal(keep('b', 'x'), 'browser_holds_limit');
    assert.equal(keep('c', 'x', 'a'), 'kept', 'instead of its own');
    assert.equal(keep('d', 'y'), 'kept');
    assert.equal(keep('e', 'z'), 'kept');
    assert.equal(keep('f', 'w'), 'holds_full');
    its.now += 10 * 60_000;
    assert.equal(keep('g', 'w'), 'kept');
  });
});

describe('a place in cool-down', () => {
  it('is taken for everybody, and free for an offer of the waiting list', () => {
    const its = office({ coolDownLeast: 5, coolDownMost: 5 });
    const booked = visit(from('one'));
    assert.ok(its.perform(booked).ok);
    assert.ok(its.perform(cancel(booked.id)).ok);
    const [queue] = its.site.queues;
    assert.ok(queue !== undefined);
    assert.deepEqual(takenInLedger(its.ledger, queue, its.now)(queue.id, slot), [1]);
    assert.deepEqual(takenInLedger(its.ledger, queue, its.now, { cooling: true })(queue.id, slot), []);
  });
});
