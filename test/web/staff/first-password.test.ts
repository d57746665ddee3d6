import assert from 'node:assert/strict';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { resetPassword } from '../../../server/actions/staff/reset-staff.ts';
import { dayLong } from '../../../server/domain/calendar/durations.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { firstPasswordDays } from '../../../server/domain/staff/first-password.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { goodPassword, signIn, submit } from './staff-browser.ts';

for (const engine of engines) {
  describe(`a first password [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let people = 0;
    const newcomer = async (password: string | null = null) => {
      people += 1;
      const username = `newcomer-${people}`;
      const more = { role: 'auditor', sites: [], password, actor: theSystem } as const;
      const made = await createStaff(hall.system, { username, name: username, ...more });
      assert.ok(made.ok);
      return { username, ...made.value };
    };
    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    it('opens the door for a week, to where it is changed', async () => {
      const { username, password } = await newcomer();
      hall.clock.advance(firstPasswordDays * dayLong - 1);
      const agent = hall.agent();
      const answer = await signIn(agent, username, password);
      assert.deepEqual([answer.status, answer.headers['location']], [303, '/staff/password']);
      const fields = { old: password, wanted: goodPassword, again: goodPassword };
      const changed = await submit(agent, '/staff/password', fields, '/staff/password');
      assert.equal(changed.status, 303, changed.text);
      hall.clock.advance(100 * dayLong);
      assert.equal((await signIn(hall.agent(), username)).status, 303, 'what was chosen has no end');
    });

    it('opens nothing after that: who knows it is told to ask for another, and the audit has it', async () => {
      const { id, username, password } = await newcomer();
      hall.clock.advance(firstPasswordDays * dayLong);
      const late = await signIn(hall.agent(), username, password);
      assert.equal(late.status, 422);
      assert.match(late.text, /初始密码已超过 7 天/);
      const wrong = await signIn(hall.agent(), username, `${password}x`);
      assert.doesNotMatch(wrong.text, /初始密码/);
      const audit = hall.system.database.reader('audit').where({ subject: username });
      assert.ok((await audit).some(({ result }) => result === 'password_expired'));
      const again = await resetPassword(hall.system, { actor: { kind: 'system', address: null }, id });
      assert.ok(again.ok);
      assert.equal((await signIn(hall.agent(), username, again.value.password)).status, 303);
    });

    it('is none where somebody has said what it is', async () => {
      const { username } = await newcomer(goodPassword);
      hall.clock.advance(100 * dayLong);
      assert.equal((await signIn(hall.agent(), username)).status, 303);
    });
  });
}
