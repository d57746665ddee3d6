import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sites as seededSites } from '../../../seeds/sites.ts';
import {
  type ReportScope,
  sitesOfReport,
  standingOf,
} from '../../../server/domain/report/report-subscription.ts';
import { everySite, isPermitted, mayWorkAt, roles } from '../../../server/domain/staff/permissions.ts';

const codes = seededSites.map(({ code }) => code);
const halls = seededSites.filter(({ queues }) => queues.length > 0);
const member = fc.record({
  role: fc.constantFrom(...roles),
  sites: fc.oneof(fc.constant([everySite]), fc.subarray(codes)),
});
const scope: fc.Arbitrary<ReportScope> = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  fc.constantFrom(...seededSites).map(({ city }) => ({ kind: 'city' as const, city })),
  fc.subarray(codes).map((sites) => ({ kind: 'sites' as const, sites })),
);

describe('whom a report reaches', () => {
  it('is never told of an office that they may not read', () => {
    fc.assert(
      fc.property(scope, member, (its, who) => {
        const told = sitesOfReport(its, seededSites, who);
        for (const { code } of told)
          assert.ok(mayWorkAt(who, code) && isPermitted(who.role, 'statistics.read'));
        if (its.kind === 'all' && isPermitted(who.role, 'statistics.read'))
          assert.equal(told.length, halls.filter(({ code }) => mayWorkAt(who, code)).length);
        const sends = standingOf(
          { endedAt: null, scope: its },
          { member: who, active: true, mail: 'a@b.cn' },
          seededSites,
        );
        assert.equal(sends === 'sends', told.length > 0);
      }),
    );
  });

  it('is nobody any more when it, the account, the role, the offices or the address has ended', () => {
    const manager = { role: 'manager' as const, sites: ['BJ-TSY'] };
    const own = { kind: 'sites' as const, sites: ['BJ-TSY'] };
    const account = { member: manager, active: true, mail: 'a@b.cn' };
    const standing = (over: object = {}, ended: number | null = null) =>
      standingOf({ endedAt: ended, scope: own }, { ...account, ...over }, seededSites);
    assert.equal(standing(), 'sends');
    assert.equal(standing({}, 1), 'ended');
    assert.equal(standing({ active: false }), 'account_closed');
    assert.equal(standingOf({ endedAt: null, scope: own }, null, seededSites), 'account_closed');
    assert.equal(standing({ member: { ...manager, role: 'counter' } }), 'may_not_read');
    assert.equal(standing({ member: { ...manager, sites: ['SH-HQ'] } }), 'no_office');
    assert.equal(standingOf({ endedAt: null, scope: own }, account, []), 'no_office');
    assert.equal(standing({ mail: null }), 'no_address');
  });
});
