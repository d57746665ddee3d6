import assert from 'node:assert/strict';
import type { Role } from '../../../server/domain/staff/permissions.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { account, goodPassword, submit } from './staff-browser.ts';

describe('whoever signs in', () => {
  let hall: HallSystem;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  const begins: readonly (readonly [Role, string])[] = [
    ['administrator', '/admin'],
    ['manager', '/admin'],
    ['auditor', '/admin'],
    ['counter', '/counter'],
  ];
  for (const [role, place] of begins)
    it(`as ${role} begins at ${place}, and where they were going when they were asked who they are`, async () => {
      await account(hall, `some-${role}`, role, role === 'counter' ? ['BJ-TSY'] : []);
      const who = { username: `some-${role}`, password: goodPassword };
      const begun = await submit(hall.agent(), '/staff/sign-in', who);
      assert.equal(begun.headers['location'], place);
      const gone = await submit(hall.agent(), '/staff/sign-in', { ...who, next: '/staff/account' });
      assert.equal(gone.headers['location'], '/staff/account');
    });
});
