import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type KnownAccount,
  lineOfAccount,
  mostNewAccounts,
  planStaff,
} from '../../../server/actions/importing/import-staff.ts';
import { inOnePiece } from '../../../server/actions/importing/in-pieces.ts';
import { mayManage } from '../../../server/domain/staff/manage-rules.ts';
import { type Role, roles, type StaffMember } from '../../../server/domain/staff/permissions.ts';

const sites = new Set(['BJ-TSY', 'HZ']);
const account = (username: string, role: Role, at: readonly string[]): KnownAccount => ({
  ...{ id: username, username, name: username, role, sites: at },
  ...{ active: true, badge: null, mail: null, version: 1 },
});
const accounts = [
  account('chief', 'administrator', ['*']),
  account('boss', 'manager', ['BJ-TSY']),
  account('li', 'counter', ['BJ-TSY']),
  account('wu', 'counter', ['HZ']),
];
const actorOf = (username: string): StaffMember => {
  const found = accounts.find((one) => one.username === username);
  assert.ok(found !== undefined);
  return { ...found, mustChangePassword: false };
};
const plan = (actor: string, lines: readonly Record<string, string>[]) =>
  inOnePiece(
    planStaff(
      lines.map((cells, index) => ({ line: index + 2, cells })),
      { actor: actorOf(actor), accounts, sites },
    ),
  );
const line = { name: 'Zhao', role: 'counter', sites: 'BJ-TSY' };

describe('accounts from a file', () => {
  it('nobody gives or takes what the form would not let them: whoever they are, whatever the file says', () => {
    const someone = fc.record({
      username: fc.constantFrom('chief', 'boss', 'li', 'wu', 'new1', 'new2'),
      name: fc.constantFrom('A', 'B'),
      role: fc.constantFrom(...roles),
      sites: fc.constantFrom('', '*', 'BJ-TSY', 'HZ', 'BJ-TSY HZ', 'NOWHERE'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('chief', 'boss', 'li'),
        fc.array(someone, { maxLength: 6 }),
        (username, lines) => {
          const actor = actorOf(username);
          const { rows, steps } = plan(username, lines);
          assert.equal(rows.length, lines.length);
          for (const { before, wanted } of steps) {
            assert.ok(mayManage(actor, wanted), JSON.stringify(wanted));
            assert.ok(before === null || mayManage(actor, before));
          }
          const after = new Map(accounts.map((one) => [one.username, one.role]));
          for (const step of steps) after.set(step.username, step.wanted.role);
          assert.ok([...after.values()].includes('administrator'), 'somebody is left who can manage');
        },
      ),
    );
  });

  it('says what is wrong with each line at its column', () => {
    const { rows, steps } = plan('chief', [
      { ...line, username: 'Zhao Xin' },
      { ...line, username: 'zhao', role: 'king' },
      { ...line, username: 'zhao', sites: 'NOWHERE' },
      { ...line, username: 'zhao', mail: 'nobody' },
      { username: 'zhao', role: 'counter', sites: 'BJ-TSY' },
      { ...line, username: 'zhao', sites: 'BJ-TSY、HZ' },
      { ...line, username: 'ZHAO' },
    ]);
    assert.deepEqual(
      rows.flatMap(({ line: at, problems }) => problems.map(({ field, code }) => `${at} ${field} ${code}`)),
      [
        ...['2 username wrong_format', '3 role not_allowed', '4 sites not_allowed', '5 mail wrong_format'],
        ...['6 name required', '8 username twice'],
      ],
    );
    assert.deepEqual(
      steps.map(({ wanted }) => wanted.sites),
      [['BJ-TSY', 'HZ']],
    );
  });

  it('what is stored, read back, changes nothing; a column that is not there stays', () => {
    const same = plan(
      'chief',
      accounts.map((one) => lineOfAccount(one)),
    );
    assert.deepEqual([...new Set(same.rows.map(({ state }) => state))], ['unchanged']);
    assert.deepEqual(same.steps, []);
    const named = plan('boss', [{ username: 'li', name: 'Li Ming' }]);
    assert.deepEqual(named.rows[0]?.changes, [{ column: 'name', before: 'li', after: 'Li Ming' }]);
  });

  it('makes no more new accounts than can be handed over', () => {
    const many = Array.from({ length: mostNewAccounts + 1 }, (_, index) => ({
      ...line,
      username: `new${index}`,
    }));
    const { rows, steps } = plan('chief', many);
    assert.equal(steps.length, mostNewAccounts);
    assert.equal(rows.at(-1)?.state, 'refused');
  });
});
