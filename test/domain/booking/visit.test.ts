import assert from 'node:assert/strict';
import { sameServices, visitAt } from '../../../server/domain/booking/visit.ts';
import type { VisitService } from '../../../server/domain/catalogue/service.ts';
import { testRules, testServices, testSite } from '../../support/sites.ts';

const site = testSite();
const one = (code: string, quantity = 1): VisitService => ({ code, quantity });

function code(services: readonly VisitService[], at = site): string {
  const outcome = visitAt(at, testServices, services);
  return outcome.ok ? 'ok' : outcome.code;
}

describe('a visit', () => {
  it('takes the minutes of every service as often as it is asked for, in whole slots', () => {
    const outcome = visitAt(site, testServices, [one('RENEW', 2), one('UNLOCK')]);
    assert.ok(outcome.ok);
    assert.deepEqual([outcome.value.minutes, outcome.value.slots, outcome.value.queue.code], [25, 2, 'A']);
  });

  it('takes the minutes of the site where it has its own', () => {
    const slow = testSite({ services: [{ service: 'RENEW', queue: 'BJ-TSY:A', minutes: 40 }] });
    const outcome = visitAt(slow, testServices, [one('RENEW')]);
    assert.deepEqual(outcome.ok && [outcome.value.minutes, outcome.value.slots], [40, 3]);
  });

  it('goes to the queue of the highest precedence, whatever the order of its services', () => {
    for (const services of [
      [one('RENEW'), one('NEW')],
      [one('NEW'), one('RENEW')],
    ]) {
      const outcome = visitAt(site, testServices, services);
      assert.equal(outcome.ok && outcome.value.queue.code, 'B');
    }
  });

  it('is refused with the reason when it cannot be', () => {
    assert.equal(code([]), 'no_services');
    assert.equal(code([one('PAINT')]), 'unknown_service');
    assert.equal(code([one('RENEW')], testSite({ services: [] })), 'not_offered');
    assert.equal(code([one('UNLOCK', 21)]), 'too_many_services');
    assert.equal(code([one('RENEW', 0)]), 'invalid_input');
    assert.equal(code([one('RENEW', 1.5)]), 'invalid_input');
    const many = testSite({ rules: testRules({ maxItems: 100 }) });
    assert.equal(code([one('RENEW', 24)], many), 'ok');
    assert.equal(code([one('RENEW', 25)], many), 'visit_too_long');
  });

  it('is the same visit in another order', () => {
    assert.ok(sameServices([one('NEW'), one('RENEW', 2)], [one('RENEW', 2), one('NEW')]));
    assert.ok(sameServices([one('RENEW'), one('RENEW')], [one('RENEW', 2)]));
    assert.ok(!sameServices([one('RENEW')], [one('RENEW', 2)]));
    assert.ok(!sameServices([one('RENEW')], [one('NEW')]));
  });
});
