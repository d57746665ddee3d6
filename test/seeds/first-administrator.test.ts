import assert from 'node:assert/strict';
import { seedAdministrator } from '../../seeds/seed-database.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

for (const engine of engines) {
  describe(`the first administrator [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;

    beforeEach(async () => {
      hall = await startSystem({ engine });
    });
    afterEach(() => hall.close());

    const signIn = async (password: string) => {
      const agent = hall.agent();
      const { text } = await agent.get('/staff/sign-in');
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
      const form = { _csrf, username: 'admin', password, next: '' };
      return { agent, answer: await agent.post('/staff/sign-in').type('form').send(form) };
    };

    it('is made once, with a password that is told once and has to be changed before anything else', async () => {
      assert.deepEqual(await hall.system.database.reader('staff').select('id'), [], 'nobody before');
      const password = await seedAdministrator(hall.system);
      assert.ok(password !== null && password.length >= 12);
      assert.equal(await seedAdministrator(hall.system), null);
      const stored = await hall.system.database.reader('staff');
      assert.equal(stored.length, 1);
      assert.ok(!JSON.stringify(stored).includes(password), 'is stored nowhere');
      for (const common of ['admin', 'password', '']) assert.equal((await signIn(common)).answer.status, 422);
      const { agent, answer } = await signIn(password);
      assert.equal(answer.headers['location'], '/staff/password');
      for (const path of ['/admin', '/admin/staff', '/counter']) {
        const shut = await agent.get(path);
        assert.deepEqual(
          [shut.status, String(shut.headers['location']).split('?')[0]],
          [303, '/staff/password'],
        );
      }
    });

    it('has another password in another hall', async () => {
      const other = await startSystem({ engine });
      try {
        assert.notEqual(await seedAdministrator(hall.system), await seedAdministrator(other.system));
      } finally {
        await other.close();
      }
    });
  });
}
