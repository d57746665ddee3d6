import assert from 'node:assert/strict';
import { askForNew } from '../../../server/actions/staff/passkeys/ask-passkey.ts';
import { registerPasskey } from '../../../server/actions/staff/passkeys/register-passkey.ts';
import { hashRecoveryCode } from '../../../server/actions/staff/totp.ts';
import { mostPasskeys } from '../../../server/domain/staff/passkey.ts';
import { passkeysOf } from '../../../server/store/staff/passkey-query.ts';
import { staffById } from '../../../server/store/staff/staff-query.ts';
import { madeAnswer } from '../../../server/web/staff/passkey-form.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { there } from '../../support/there.ts';
import { account, goodPassword } from '../../web/staff/staff-browser.ts';

const party = { id: 'localhost', origin: 'http://localhost:4000' };

for (const engine of engines) {
  describe(`passkeys that are added at once [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    /** Adds so many passkeys to one account at the same time. */
    const add = async (id: string, count: number) => {
      const { system } = hall;
      const found = there(await staffById(system.database.reader, id));
      const staff = { ...found.member, kind: 'staff', address: null } as const;
      const wanted = [];
      for (let n = 0; n < count; n += 1) {
        const session = `session-${n}`;
        const asked = await askForNew(system, party, found.member, { session, office: 'Hall' });
        const answer = madeAnswer(new SoftwareAuthenticator().make(asked.options as never, party));
        const own = { staff, password: goodPassword, name: `key ${n}`, party, session };
        wanted.push({ ...own, asked: asked.challenge, answer });
      }
      return Promise.all(wanted.map((one) => registerPasskey(system, one)));
    };

    it('are no more than one by one', async () => {
      const id = await account(hall, 'crowded', 'counter');
      for (let n = 2; n < mostPasskeys; n += 1) assert.ok((await add(id, 1))[0]?.ok);
      const done = await add(id, 5);
      assert.equal(done.filter(({ ok }) => ok).length, 2);
      const refused = done.flatMap((one) => (one.ok ? [] : [one.code]));
      assert.deepEqual(refused, ['too_many_passkeys', 'too_many_passkeys', 'too_many_passkeys']);
      assert.equal((await passkeysOf(hall.system.database.reader, id)).length, mostPasskeys);
    });

    it('hand out one set of recovery codes, and these are the ones that open', async () => {
      const id = await account(hall, 'twice', 'counter');
      const done = await add(id, 2);
      const shown = done.flatMap((one) => (one.ok && one.value.codes !== null ? [one.value.codes] : []));
      assert.equal(shown.length, 1);
      const kept = await hall.system.database.reader('recovery_code').where({ staff: id }).pluck('code_hash');
      const hashes = await Promise.all(
        there(shown[0]).map((code) => hashRecoveryCode(hall.system, id, code)),
      );
      assert.deepEqual([...kept].sort(), hashes.sort());
    });
  });
}
