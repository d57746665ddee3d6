import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';
import { codeOn, kioskHome, pairedKiosk } from './kiosk-door.ts';

for (const engine of engines) {
  describe(`pairing a device [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    const confirm = async (who: Somebody, code: string, name = '东门取号机') => {
      const html = (await who.agent.get('/staff/devices')).text;
      return who.agent
        .post('/staff/devices')
        .type('form')
        .send({ _csrf: hidden(html, '_csrf'), code, name });
    };
    before(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager');
    });
    beforeEach(() => hall.clock.set(mondayMorning));
    after(() => hall.close());

    it('a stranger sees a code and nothing else, the same one when it looks again', async () => {
      const machine = hall.agent();
      const page = await machine.get(kioskHome);
      assert.equal(page.status, 403);
      assert.equal(codeOn((await machine.get(kioskHome)).text), codeOn(page.text));
      for (const path of ['services', 'check-in', 'state'])
        assert.equal((await machine.get(`${kioskHome}/${path}`)).status, 403);
    });

    it('a code that is confirmed lets the machine in, once', async () => {
      const machine = hall.agent();
      const code = codeOn((await machine.get(kioskHome)).text);
      const done = await confirm(manager, `${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`);
      assert.equal(done.status, 303);
      assert.equal((await machine.get(kioskHome)).status, 200);
      assert.match((await manager.agent.get('/staff/devices')).text, /东门取号机/);
      assert.equal((await confirm(manager, code)).status, 422);
    });

    it('a code is old after a quarter of an hour, and the machine shows another one', async () => {
      const machine = hall.agent();
      const code = codeOn((await machine.get(kioskHome)).text);
      hall.clock.advance(15 * 60_000);
      const late = await confirm(manager, code);
      assert.equal(late.status, 422);
      assert.match(late.text, /已超过 15 分钟/);
      assert.notEqual(codeOn((await machine.get(kioskHome)).text), code);
    });

    it('what is not a code is told as such, and what was typed stays', async () => {
      const answer = await confirm(manager, 'ABC');
      assert.equal(answer.status, 422);
      assert.match(answer.text, /配对码应为 6 位/);
      assert.match(answer.text, /value="ABC"/);
    });

    it('a machine that is revoked is a stranger again', async () => {
      const machine = await pairedKiosk(hall);
      const devices = (await manager.agent.get('/staff/devices')).text;
      const id = /\/staff\/devices\/([\w-]+)">东门</.exec(devices)?.[1] ?? '';
      const revoked = await manager.agent
        .post(`/staff/devices/${id}/revoke`)
        .type('form')
        .send({ _csrf: hidden(devices, '_csrf') });
      assert.equal(revoked.status, 303);
      const pages = await Promise.all([machine.get(kioskHome), manager.agent.get('/staff/devices')]);
      assert.equal(pages[0].status, 403);
      assert.match(pages[1].text, /已停用/);
    });

    it('a machine belongs to one hall', async () => {
      const machine = await pairedKiosk(hall);
      assert.equal((await machine.get('/kiosk/BJ-ZGC')).headers['location'], kioskHome);
    });

    it('nobody without the right confirms or sees devices, and nobody for another hall', async () => {
      const clerk = await signedIn(hall, 'counter');
      assert.equal((await clerk.agent.get('/staff/devices')).status, 403);
      const other = await signedIn(hall, 'manager', ['BJ-ZGC']);
      const machine = hall.agent();
      const code = codeOn((await machine.get(kioskHome)).text);
      assert.equal((await confirm(other, code)).status, 403);
      assert.equal((await machine.get(kioskHome)).status, 403);
      assert.equal((await hall.agent().get('/staff/devices')).status, 303);
    });

    it('a manager who is signed in at the machine enables it there and is signed out', async () => {
      const here = await signedIn(hall, 'manager');
      const page = await here.agent.get(kioskHome);
      assert.match(page.text, /在本机启用/);
      await here.agent
        .post(`${kioskHome}/pairing`)
        .type('form')
        .send({ _csrf: hidden(page.text, '_csrf') });
      assert.equal((await here.agent.get(kioskHome)).status, 200);
      assert.equal((await here.agent.get('/staff/devices')).status, 303);
    });

    it('keeps no key that could be used', async () => {
      const answer = await hall.agent().get(kioskHome);
      const cookie = ([] as string[])
        .concat(answer.headers['set-cookie'] ?? [])
        .find((one) => one.startsWith('device='));
      const key = /device=([^;]+)/.exec(cookie ?? '')?.[1] ?? '';
      assert.ok(key.length >= 40);
      assert.match(cookie ?? '', /HttpOnly/);
      const rows = await hall.system.database.reader('device').select();
      assert.ok(rows.length > 0);
      assert.ok(!JSON.stringify(rows).includes(key));
    });

    it('knows no halls that do not exist', async () => {
      assert.equal((await hall.agent().get('/kiosk/NOWHERE')).status, 404);
      assert.equal((await hall.agent().get('/kiosk/BJ-CCB')).status, 404);
    });
  });
}
