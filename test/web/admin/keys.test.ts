import assert from 'node:assert/strict';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';

const password = 'Keys-for-other-programs-3';

for (const engine of engines) {
  describe(`keys of the API [${engine}]`, () => {
    let hall: HallSystem;
    let agent: ReturnType<HallSystem['agent']>;
    const csrf = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      agent = hall.agent();
      const boss = {
        username: 'boss',
        name: '管理员',
        role: 'administrator',
        sites: [],
        password,
        actor: theSystem,
      } as const;
      assert.ok((await createStaff(hall.system, boss)).ok);
      const page = await agent.get('/staff/sign-in');
      const fields = { _csrf: csrf(page.text), username: 'boss', password, next: '' };
      await agent.post('/staff/sign-in').type('form').send(fields).expect(303);
    });
    after(() => hall.close());

    it('a key is shown once, opens the API of its site, and opens nothing once it is revoked', async () => {
      const page = await agent.get('/admin/keys').expect(200);
      const fields = {
        _csrf: csrf(page.text),
        name: '一楼取号机',
        kind: 'device',
        site: 'BJ-TSY',
        days: '30',
      };
      const made = await agent.post('/admin/keys').type('form').send(fields).expect(200);
      const key = /<code id="key">([^<]+)<\/code>/.exec(made.text)?.[1] ?? '';
      const take = (site: string) =>
        hall.request
          .post(`/api/v1/sites/${site}/tickets`)
          .set('authorization', `Bearer ${key}`)
          .send({ services: ['RENEW'] });
      await take('BJ-TSY').expect(201);
      await take('BJ-ZGC').expect(403);
      const list = await agent.get('/admin/keys').expect(200);
      assert.ok(!list.text.includes(key));
      assert.ok(list.text.includes('一楼取号机'));
      const action = /action="(\/admin\/keys\/[^"]+\/revoke)"/.exec(list.text)?.[1] ?? '';
      await agent
        .post(action)
        .type('form')
        .send({ _csrf: csrf(list.text) })
        .expect(303);
      await take('BJ-TSY').expect(401);
    });

    it('a form without a name keeps what was chosen and says what is wrong', async () => {
      const page = await agent.get('/admin/keys');
      const fields = { _csrf: csrf(page.text), name: ' ', kind: 'staff', site: 'BJ-ZGC' };
      const answer = await agent.post('/admin/keys').type('form').send(fields).expect(422);
      assert.match(answer.text, /请填写用途/);
      assert.match(answer.text, /value="BJ-ZGC" selected/);
    });
  });
}
