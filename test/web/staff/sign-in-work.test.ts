import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { hashPassword, hashWithSalt, passwordMatches } from '../../../server/actions/staff/passwords.ts';
import { engines } from '../../support/engines.ts';
import { startSystem } from '../../support/hall-system.ts';
import { account, signedIn, signIn } from './staff-browser.ts';

describe('what sixty sign-ins in one morning cost everybody else', () => {
  it('each hash is made in a thread that steps back from where the process stands', async function () {
    if (process.platform !== 'linux') this.skip();
    await hashPassword('Correct-horse-7-battery');
    const nice = (thread: string): number => {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      // the name in brackets may have spaces; the nineteenth field is the sixteenth behind it
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    };
    const own = os.getPriority(0);
    const wanted = Math.min(19, own + os.constants.priority.PRIORITY_BELOW_NORMAL);
    const all = readdirSync('/proc/self/task').map(nice);
    assert.ok(all.includes(wanted), `${wanted} among ${all.join(', ')}`);
    assert.ok(
      all.every((one) => one >= own),
      `none comes before the loop: ${all.join(', ')}`,
    );
  });

  it('a new password costs what is allowed at least', async () => {
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(await hashPassword('a')) ?? [];
    // ASVS 5.0, appendix C: passes, and the KiB that go with them
    const least = [47_104, 19_456, 12_288][Math.min(Number(passes), 3) - 1] ?? Number.NaN;
    assert.ok(Number(memory) >= least, `${memory} KiB, ${passes} passes`);
  });

  it('what was hashed as before, or with a salt that is known, is still found', async () => {
    const before =
      '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$g3I24TlA3is7/R2buNqSaQQWOGSHJQOnSfqPppFAByU';
    assert.equal(await passwordMatches(before, 'Correct-horse-7-battery'), true);
    assert.equal(await passwordMatches(before, 'Correct-horse-7-batterx'), false);
    assert.equal(
      await hashWithSalt('ABCDE23456', Buffer.from('saltsaltsaltsalt')),
      'e799bde0dcfa8324b611f2ee5ea00f1aaedebd81e01a7d9f2d8c5eba3f9ec8f0',
    );
  });

  for (const engine of engines)
    it(`a sign-in on a known device writes three times, and asks nothing of the connection that writes [${engine}]`, async () => {
      const hall = await startSystem({ engine });
      try {
        await account(hall, 'clerk', 'counter', ['BJ-TSY']);
        const agent = await signedIn(hall, 'clerk');
        const seen: string[] = [];
        hall.system.database.writer.on('query', ({ sql }: { readonly sql: string }) => seen.push(sql));
        assert.equal((await signIn(agent, 'clerk')).status, 303);
        const kinds = seen.map((sql) => /^\w+(?: (?:into|from) \w+)?/.exec(sql.replace(/["`]/g, ''))?.[0]);
        assert.deepEqual(kinds, [
          // writes nothing where nobody has failed
          'delete from sign_in_failure',
          ...['BEGIN', 'update', 'insert into audit', 'COMMIT'],
          ...['delete from staff_session', 'insert into staff_session'],
        ]);
      } finally {
        await hall.close();
      }
    });
});
