import assert from 'node:assert/strict';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { knownKey } from '../../../server/actions/staff/known-key.ts';
import { dayLong } from '../../../server/domain/calendar/durations.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { isKeyEnding, keyState } from '../../../server/domain/staff/key-life.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { account, signedIn } from '../../web/staff/staff-browser.ts';

describe('the life of a key', () => {
  const now = 1_000 * dayLong;
  const key = (days: number | null) => ({
    revokedAt: null,
    expiresAt: days === null ? null : now + days * dayLong,
  });

  it('ends at its end, is warned about for the month before and after, and not once it was revoked', () => {
    const states = [null, 31, 30, 1, 0, -1, -31].map((days) => [
      keyState(key(days), now),
      isKeyEnding(key(days), now),
    ]);
    assert.deepEqual(states, [
      ['valid', false],
      ['valid', false],
      ['ends_soon', true],
      ['ends_soon', true],
      ['expired', true],
      ['expired', true],
      ['expired', false],
    ]);
    assert.equal(keyState({ ...key(1), revokedAt: now }, now), 'revoked');
    assert.equal(isKeyEnding({ ...key(1), revokedAt: now }, now), false);
  });
});

for (const engine of engines) {
  describe(`keys of other programs [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    const make = (days?: number) =>
      createKey(hall.system, {
        ...{ kind: 'staff', site: 'BJ-TSY', name: 'SMS platform', actor: theSystem },
        ...(days === undefined ? {} : { days }),
      });

    it('work for a year or as long as was said, and not a moment longer', async () => {
      const [usual, short] = [await make(), await make(3)];
      assert.ok(usual.ok && short.ok);
      hall.clock.advance(3 * dayLong - 1);
      assert.notEqual(await knownKey(hall.system, short.value.key), null);
      hall.clock.advance(1);
      assert.equal(await knownKey(hall.system, short.value.key), null);
      const asked = await hall.request
        .get('/api/v1/counters?site=BJ-TSY')
        .set('Authorization', `Bearer ${short.value.key}`);
      assert.equal(asked.status, 401);
      assert.notEqual(await knownKey(hall.system, usual.value.key), null);
      for (const days of [0, 731, 1.5]) assert.ok(!(await make(days)).ok, String(days));
    });

    it('that end soon are warned about on the overview and marked in their list', async () => {
      await account(hall, 'wu', 'administrator');
      await make(20);
      const office = await signedIn(hall, 'wu');
      assert.match((await office.get('/admin?lang=en')).text, /access keys? ends? or ha(s|ve) ended/);
      const list = (await office.get('/admin/keys?lang=en')).text;
      assert.match(list, /Ends soon/);
      assert.match(list, /name="days"/);
    });
  });
}
