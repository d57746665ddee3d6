import assert from 'node:assert/strict';
import type { BookingRules } from '../../../server/domain/booking/booking-rules.ts';
import { nowhere, type Origin } from '../../../server/domain/booking/origin.ts';
import { instantOf } from '../../../server/domain/calendar/local-time.ts';
import type { WaitEntry } from '../../../server/domain/waitlist/wait-entry.ts';
import { testRules, testSite } from '../../support/sites.ts';
import { waitEntry, waitingOffice } from '../../support/waiting-office.ts';

const monday = instantOf('2026-11-23', '10:00', 'Asia/Shanghai');
const hour = 3_600_000;
/** Nothing is said of where somebody comes from, of whom everything else is their own. */
const own = (id: string) => ({
  name: '王芳',
  mobile: `138-${id}`,
  email: `${id}@e.example`,
  telephone: null,
});

function office(rules: Partial<BookingRules>) {
  const its = waitingOffice(monday, testSite({ rules: testRules(rules) }));
  let n = 0;
  const join = (change: Partial<WaitEntry> = {}, from: Origin | null = null): string => {
    n += 1;
    const { network = null, browser = null, proven = null } = from ?? {};
    const entry = waitEntry(`w${n}`, {
      contact: own(`w${n}`),
      origin: from === null ? null : { network, browser, proven },
      createdAt: its.now,
      ...change,
    });
    const done = its.do({ type: 'wait_join', site: entry.site, entry, from });
    return done.ok ? entry.id : done.code;
  };
  const leave = (entry: string) => {
    const left = its.do({ type: 'wait_leave', site: 'BJ-TSY', entry, by: 'holder' });
    assert.ok(left.ok, left.ok ? '' : left.code);
  };
  return { its, join, leave };
}

describe('how many may wait at once', () => {
  const firm = { name: '某企业', creditCode: 'ONE', customsCode: null };
  const kinds: readonly [keyof BookingRules, string, (n: number) => [Partial<WaitEntry>, Origin?]][] = [
    ['waitingPerEnterprise', 'enterprise_waiting_limit', () => [{ enterprise: firm }]],
    ['waitingPerMobile', 'mobile_waiting_limit', (n) => [{ contact: { ...own(`m${n}`), mobile: '139' } }]],
    [
      'waitingPerMail',
      'mail_waiting_limit',
      (n) => [{ contact: { ...own(`a${n}`), email: n % 2 ? 'A@e.example' : 'a@E.example' } }],
    ],
    ['waitingPerNetwork', 'network_waiting_limit', () => [{}, { ...nowhere, network: 'net' }]],
    ['waitingPerBrowser', 'browser_waiting_limit', () => [{}, { ...nowhere, browser: 'b' }]],
  ];
  for (const [rule, code, who] of kinds)
    it(`${rule}: so many and no more, and others not at all`, () => {
      const { its, join, leave } = office({ [rule]: 2 });
      const [first, second] = [join(...who(1)), join(...who(2))];
      assert.equal(join(...who(3)), code);
      assert.match(join(), /^w/, 'somebody else');
      leave(first);
      if (rule === 'waitingPerNetwork') {
        assert.equal(join(...who(4)), code, 'who has left again counts for a day');
        leave(second);
        its.now += 24 * hour;
      }
      assert.match(join(...who(5)), /^w/);
      its.site = testSite({ rules: testRules({ [rule]: 0 }) });
      for (let n = 6; n < 9; n += 1) assert.match(join(...who(n)), /^w/, 'no limit');
    });

  it('does not count a mobile that was proven by SMS by its network, but one proven by mail', () => {
    const { join } = office({ waitingPerNetwork: 1 });
    assert.match(join({}, { ...nowhere, network: 'net', proven: 'sms' }), /^w/);
    assert.match(join({}, { ...nowhere, network: 'net', proven: 'mail' }), /^w/);
    assert.equal(join({}, { ...nowhere, network: 'net' }), 'network_waiting_limit');
    assert.match(join({}, { ...nowhere, network: 'net', proven: 'sms' }), /^w/);
  });

  it('costs work while demand is high, which serves once, and nothing in quiet hours', () => {
    const busy = { proofOfWork: true, demandStarts: 1 };
    const { its, join } = office(busy);
    assert.match(join({}, nowhere), /^w/, 'a quiet hour');
    its.ledger.counts.rates.set('BJ-TSY', { tenMinutes: 1, oneMinute: 1 });
    assert.equal(join({}, nowhere), 'work_needed');
    const work = { id: 'work-1', expiresAt: its.now + hour };
    assert.match(join({}, { ...nowhere, work }), /^w/);
    assert.equal(join({}, { ...nowhere, work }), 'work_spent');
    assert.equal(join({}, { ...nowhere, work: { id: 'work-2', expiresAt: its.now } }), 'work_spent');
    assert.match(join({}, { ...nowhere, proven: 'mail' }), /^w/, 'a code stands for the work');
    assert.match(join(), /^w/, 'who has a booking, or is owed one, is asked for nothing');
  });

  it('wants the contact proven where a booking would', () => {
    const { its, join } = office({ mobileProof: 'always' });
    assert.equal(join({}, nowhere), 'contact_unproven');
    assert.match(join({}, { ...nowhere, proven: 'mail' }), /^w/);
    its.site = testSite({ rules: testRules({ mobileProof: 'demand', demandStarts: 1 }) });
    assert.match(join({}, nowhere), /^w/);
    its.ledger.counts.rates.set('BJ-TSY', { tenMinutes: 1, oneMinute: 1 });
    assert.equal(join({}, nowhere), 'contact_unproven');
  });
});
