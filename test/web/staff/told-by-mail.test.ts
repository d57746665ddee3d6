import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { account, goodPassword, signedIn, signIn, submit } from './staff-browser.ts';

const origin = 'http://localhost:4000';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

for (const engine of engines) {
  describe(`what happens to an account is told its owner by mail [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine, env: { BASE_URL: origin, TRUST_PROXY: '1' } });
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.advance(60_000));

    /** Somebody with this address, set as an administrator does. */
    let people = 0;
    const somebody = async (mail: string) => {
      const username = `somebody-${++people}`;
      const id = await account(hall, username, 'counter', ['BJ-TSY']);
      await account(hall, `boss-${people}`, 'administrator');
      const boss = await signedIn(hall, `boss-${people}`);
      const page = `/admin/staff/${id}`;
      const [, revision = ''] = /name="_revision" value="([^"]*)"/.exec((await boss.get(page)).text) ?? [];
      const form = {
        name: username,
        role: 'counter',
        sites: 'BJ-TSY',
        active: 'on',
        mail,
        _revision: revision,
      };
      assert.equal((await submit(boss, page, form, page)).status, 303);
      return username;
    };
    const told = async (recipient: string) => {
      const rows = await hall.system.database.reader('outbox').where({ recipient }).orderBy('id');
      return rows.map(({ template }) => template);
    };

    it('a sign-in from a new device, and none from one that is known or is the very first', async () => {
      const username = await somebody('anna@office.invalid');
      const first = await signedIn(hall, username);
      assert.deepEqual(await told('anna@office.invalid'), []);
      await submit(first, '/staff/sign-out', {}, '/staff/account');
      assert.equal((await signIn(first, username)).status, 303);
      assert.deepEqual(await told('anna@office.invalid'), []);
      const other = hall.agent();
      other.set('X-Forwarded-For', '10.7.0.1').set('User-Agent', firefox);
      assert.equal((await signIn(other, username, 'a wrong password')).status, 422);
      assert.deepEqual(await told('anna@office.invalid'), []);
      assert.equal((await signIn(other, username)).status, 303);
      assert.deepEqual(await told('anna@office.invalid'), ['new_device']);
      const row = await hall.system.database
        .reader('outbox')
        .where({ recipient: 'anna@office.invalid' })
        .first();
      const said = new Map(JSON.parse(row?.parameters ?? '[]') as [string, string][]);
      assert.deepEqual(
        [said.get('account'), said.get('device'), said.get('origin')],
        [username, 'Firefox，Windows', '10.7.0.1'],
      );
    });

    it('a passkey that was added', async () => {
      const username = await somebody('bela@office.invalid');
      const agent = await signedIn(hall, username);
      const { body } = await agent.get('/staff/account/passkeys/new');
      const passkey = new SoftwareAuthenticator().make(body.options, { origin });
      const form = { password: goodPassword, name: 'my key', passkey };
      assert.equal((await submit(agent, '/staff/account/passkeys', form, '/staff/account')).status, 200);
      assert.deepEqual(await told('bela@office.invalid'), ['new_passkey']);
    });

    it('nothing, where nobody has set an address; the account tells it all the same', async () => {
      const username = await somebody('');
      await signedIn(hall, username);
      const other = hall.agent();
      other.set('X-Forwarded-For', '10.7.0.2');
      const before = (await hall.system.database.reader('outbox')).length;
      assert.equal((await signIn(other, username)).status, 303);
      assert.equal((await hall.system.database.reader('outbox')).length, before);
      assert.match((await other.get('/staff/account')).text, /10\.7\.0\.2/);
    });
  });
}
