import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decideAccountChange, mayManage, rolesToGive } from '../../../server/domain/staff/manage-rules.ts';
import {
  everySite,
  isPermitted,
  mayWorkAt,
  permissions,
  roles,
} from '../../../server/domain/staff/permissions.ts';

const codes = ['BJ-TSY', 'BJ-ZGC', 'HZ'];
const authority = fc.record({ role: fc.constantFrom(...roles), sites: fc.subarray(codes) });
const change = fc.record({
  name: fc.constant('x'),
  role: fc.constantFrom(...roles),
  sites: fc.subarray(codes),
  active: fc.boolean(),
  badge: fc.constant(null),
  mail: fc.constant(null),
});

describe('who manages whom', () => {
  it('nobody but an administrator can make, unmake or become one', () => {
    fc.assert(
      fc.property(authority, change, change, (actor, before, wanted) => {
        if (before.role !== 'administrator' && wanted.role !== 'administrator') return;
        if (actor.role !== 'administrator')
          assert.equal(decideAccountChange(actor, before, wanted, 9).ok, false);
      }),
    );
  });

  it('no change leaves the house without an active administrator', () => {
    fc.assert(
      fc.property(authority, change, change, (actor, before, wanted) => {
        const decided = decideAccountChange(actor, before, wanted, 1);
        const was = before.active && before.role === 'administrator';
        if (was && decided.ok) assert.ok(wanted.active && wanted.role === 'administrator');
      }),
    );
  });

  it('a manager never gives or manages more sites than their own', () => {
    fc.assert(
      fc.property(fc.subarray(codes, { minLength: 1 }), authority, (sites, target) => {
        if (!mayManage({ role: 'manager', sites }, target)) return;
        assert.equal(target.role, 'counter');
        assert.ok(target.sites.length > 0 && target.sites.every((site) => sites.includes(site)));
      }),
    );
  });

  it('with no site chosen nobody works anywhere; all sites are a choice, which only those can give who have it', () => {
    for (const role of ['manager', 'counter'] as const) {
      assert.equal(mayWorkAt({ role, sites: [] }, 'HZ'), false);
      assert.equal(mayWorkAt({ role, sites: [everySite] }, 'HZ'), true);
    }
    const everywhere = { role: 'counter', sites: [everySite] } as const;
    assert.equal(mayManage({ role: 'manager', sites: codes }, everywhere), false);
    assert.equal(mayManage({ role: 'manager', sites: [everySite] }, everywhere), true);
  });

  it('whoever can give a role has every permission of it', () => {
    for (const actor of roles)
      for (const given of rolesToGive({ role: actor, sites: [] }))
        for (const permission of permissions)
          if (isPermitted(given, permission))
            assert.ok(isPermitted(actor, permission), `${actor} ${permission}`);
  });

  it('an auditor changes nothing', () => {
    const changing = permissions.filter((permission) => !permission.endsWith('.read'));
    assert.deepEqual(
      changing.filter((permission) => isPermitted('auditor', permission)),
      [],
    );
    assert.deepEqual(rolesToGive({ role: 'auditor', sites: [] }), []);
  });
});
