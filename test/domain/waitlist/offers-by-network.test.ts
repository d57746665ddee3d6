import assert from 'node:assert/strict';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import { makeOffer } from '../../../server/domain/waitlist/make-offer.ts';
import { bookCommand, cancel } from '../../support/booking-office.ts';
import { testQueue, testRules, testServices, testSite } from '../../support/sites.ts';
import { join, waitEntry, waitingOffice } from '../../support/waiting-office.ts';

const at = (day: string, time: string) => instantOf(`2026-11-${day}`, time, 'Asia/Shanghai');
const starts = Array.from({ length: 6 }, (_, n) => at('25', '09:00') + n * 15 * 60_000);
const rules = testRules({ networkPerDay: 2, networkInDemand: 1, offersFrom: '00:00', offersUntil: '23:59' });
const site = testSite({ queues: [testQueue({ places: 1 })], rules });
const of = (network: string | null, proven: 'sms' | null = null) => ({ network, browser: null, proven });

function office() {
  const its = waitingOffice(at('24', '10:00'), site);
  for (const [n, start] of starts.entries()) assert.ok(its.do(bookCommand(`b${n}`, start)).ok);
  return its;
}
const offered = (its: ReturnType<typeof office>) =>
  [...its.list.entries.values()].filter(({ state }) => state === 'offered').map(({ id }) => id);

describe('offers to those who wait in one network', () => {
  it('are no more of a day than it may book, together with what it has booked, and the next in turn is asked', () => {
    const its = office();
    const day = { from: '2026-11-25', to: '2026-11-25' };
    for (const id of ['a', 'b', 'c']) its.do(join(waitEntry(id, { ...day, origin: of('one') })));
    for (const id of ['d', 'e']) its.do(join(waitEntry(id, { ...day, createdAt: 1 })));
    for (let n = 0; n < 4; n += 1) its.do(cancel(`b${n}`));
    assert.deepEqual(offered(its), ['a', 'b', 'd', 'e']);
    for (const id of ['a', 'b']) its.do({ type: 'wait_leave', site: 'BJ-TSY', entry: id, by: 'holder' });
    its.do({ type: 'wait_serve', site: 'BJ-TSY' });
    assert.deepEqual(offered(its), ['c', 'd', 'e']);
  });

  it('are fewer while demand is high, and as many as there are to who has proven a mobile by SMS', () => {
    const its = office();
    its.site = testSite({ ...site, rules: { ...rules, demandStarts: 1 } });
    its.ledger.counts.rates.set('BJ-TSY', { tenMinutes: 1, oneMinute: 1 });
    const day = { from: '2026-11-25', to: '2026-11-25' };
    for (const id of ['a', 'b']) its.do(join(waitEntry(id, { ...day, origin: of('one') })));
    for (const id of ['c', 'd'])
      its.do(join(waitEntry(id, { ...day, origin: of('one', 'sms'), createdAt: 1 })));
    for (let n = 0; n < 4; n += 1) its.do(cancel(`b${n}`));
    assert.deepEqual(offered(its), ['a', 'c', 'd']);
  });

  it('leave the ledger as it was when they cannot be made', () => {
    const its = office();
    its.do(cancel('b0'));
    const entry = waitEntry('a', { origin: of('one') });
    const { ledger, calendar, now } = its;
    const context = { site: its.site, services: testServices, calendar, now };
    const before = structuredClone(ledger);
    const ask = { entry, start: starts[0] as number, hold: 'try' };
    assert.equal(makeOffer(ledger, context, { ...ask, beside: 2 }).ok, false);
    assert.deepEqual(ledger, before);
    assert.ok(makeOffer(ledger, context, { ...ask, beside: 1 }).ok);
    assert.deepEqual(ledger, before, 'nor does making one change it');
    assert.ok(makeOffer(ledger, context, ask).ok, 'staff offer it whatever the network has');
  });
});
