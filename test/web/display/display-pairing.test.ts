import assert from 'node:assert/strict';
import { deviceById } from '../../../server/store/device/device-query.ts';
import { paths } from '../../../server/web/paths.ts';
import { Listener } from '../../realtime/listener.ts';
import { begun } from '../../support/begun.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { hidden, type Somebody, signedIn } from '../counter/signed-in.ts';
import { codeOn as kioskCode, kioskHome } from '../kiosk/kiosk-door.ts';

const wall = '/display/BJ-TSY';
const pairing = `${wall}/pairing`;
const codeOn = (html: string): string => /data-code="(\w{6})"/.exec(html)?.[1] ?? '';

for (const engine of engines) {
  describe(`pairing a display [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let manager: Somebody;
    const post = async (who: Somebody, path: string, fields: object) => {
      const html = (await who.agent.get('/staff/devices')).text;
      const csrf = { _csrf: hidden(html, '_csrf') };
      return who.agent
        .post(path)
        .type('form')
        .send({ ...csrf, ...fields });
    };
    const confirm = (code: string, name: string) => post(manager, '/staff/devices', { code, name });
    const idOf = async (name: string): Promise<string> =>
      new RegExp(`/staff/devices/([\\w-]+)">${name}`).exec(
        (await manager.agent.get('/staff/devices')).text,
      )?.[1] ?? assert.fail(`no ${name} in the list`);

    before(async () => {
      hall = await startSystem({ engine });
      manager = await signedIn(hall, 'manager');
    });
    beforeEach(() => hall.clock.set(mondayMorning));
    after(() => hall.close());

    it('is nothing that a display needs: it is open to everybody and offers to be paired', async () => {
      const page = await hall.agent().get(wall);
      assert.equal(page.status, 200);
      assert.match(page.text, /href="\/display\/BJ-TSY\/pairing"/);
      assert.equal(page.headers['set-cookie'], undefined);
    });

    it('takes a code that staff confirm, and leads back to the display', async () => {
      const machine = hall.agent();
      const page = await machine.get(pairing);
      assert.equal(page.status, 200);
      assert.equal(codeOn((await machine.get(pairing)).text), codeOn(page.text));
      assert.equal((await confirm(codeOn(page.text), '东侧大屏')).status, 303);
      assert.equal((await machine.get(pairing)).headers['location'], wall);
      const own = (await machine.get(wall)).text;
      assert.match(own, /hall__machine">东侧大屏</);
      assert.ok(!own.includes(pairing));
    });

    it('lets staff say what it shows', async () => {
      const machine = hall.agent();
      await confirm(codeOn((await machine.get(pairing)).text), '西侧大屏');
      const id = await idOf('西侧大屏');
      const form = (await manager.agent.get(`/staff/devices/${id}`)).text;
      assert.match(form, /value="full" selected/);
      const chosen = { name: '西侧大屏', layout: 'queues', language: 'zh-CN', voice: 'muted' };
      assert.equal((await post(manager, `/staff/devices/${id}`, chosen)).status, 303);
      assert.match((await machine.get(wall)).text, /hall--queues/);
      const wrong = await post(manager, `/staff/devices/${id}`, { ...chosen, layout: 'upside-down' });
      assert.equal(wrong.status, 422);
      const long = await post(manager, `/staff/devices/${id}`, { ...chosen, name: '屏'.repeat(61) });
      assert.equal(long.status, 422);
      assert.match(long.text, /不要超过 60 个字/);
      const elsewhere = await signedIn(hall, 'manager', ['BJ-ZGC']);
      assert.equal((await elsewhere.agent.get(`/staff/devices/${id}`)).status, 403);
    });

    it('shows staff when it was last seen, what it shows and whether it speaks, and flags it after 30 s of silence', async () => {
      const machine = hall.agent();
      const page = await machine.get(pairing);
      const cookie = ([] as string[])
        .concat(page.headers['set-cookie'] ?? [])
        .map((one) => one.split(';')[0])
        .join('; ');
      await confirm(codeOn(page.text), '南侧大屏');
      const screen = new Listener(hall.url, { site: 'BJ-TSY' }, '/hall', cookie);
      const line = async (): Promise<string> =>
        /<tr><th scope="row">(?:(?!<\/tr>)[\s\S])*南侧大屏(?:(?!<\/tr>)[\s\S])*/.exec(
          (await manager.agent.get('/staff/devices')).text,
        )?.[0] ?? '';
      try {
        await screen.until(() => screen.boards.length > 0);
        screen.socket.emit('screen:seen', {
          id: 'the-southern-wall',
          kind: 'display',
          version: 17,
          sound: 'other',
        });
        await screen.until(() => screen.orders?.speaks === true);
        screen.orders = null;
        screen.socket.emit('screen:seen', {
          id: 'the-southern-wall',
          kind: 'display',
          version: 18,
          sound: 'on',
          saidBy: 'own',
        });
        while (!/>18</.test(await line())) assert.notEqual(await line(), '');
        assert.match(await line(), /大厅显示屏.*在线.*正在播报.*本网点录音/s);
        const report = { id: 'the-southern-wall', kind: 'display', sound: 'on', hidden: true } as const;
        screen.socket.emit('screen:seen', { ...report, version: 19 });
        while (!/>19</.test(await line())) assert.notEqual(await line(), '');
        assert.match(await line(), /画面看不到/);
        const id = await idOf('南侧大屏');
        const muted = { name: '南侧大屏', layout: 'full', language: 'zh-CN', voice: 'muted' };
        assert.equal((await post(manager, `/staff/devices/${id}`, muted)).status, 303);
        assert.match(await line(), /不播报（已设置）/);
        hall.clock.advance(30_001);
        assert.match(await line(), /超过 30 秒无响应/);
      } finally {
        screen.close();
      }
    });

    it('lets staff choose of a screen over a counter what it can do, and nothing else', async () => {
      const machine = hall.agent();
      await confirm(codeOn((await machine.get(pairing)).text), '3 号窗口屏');
      const id = await idOf('3 号窗口屏');
      await machine.get(paths.counterScreen('BJ-TSY', 'BJ-TSY-3')).expect(200);
      const form = async (): Promise<string> => (await manager.agent.get(`/staff/devices/${id}`)).text;
      while (/name="voice"/.test(await form())) await new Promise(setImmediate);
      assert.match(await form(), /name="language"/);
      assert.doesNotMatch(await form(), /name="layout"/);
      const sent = { name: '3 号窗口屏', language: 'en', layout: 'queues', voice: 'preferred' };
      assert.equal((await post(manager, `/staff/devices/${id}`, sent)).status, 303);
      const { layout, language, voice } = begun(await deviceById(hall.system.database.reader, id));
      assert.deepEqual({ layout, language, voice }, { layout: 'full', language: 'en', voice: 'allowed' });
      assert.match((await manager.agent.get('/staff/devices')).text, /3 号窗口屏[\s\S]{0,200}窗口屏/);
    });

    it('ends when it is revoked: the display goes on as one of everybody', async () => {
      const machine = hall.agent();
      await confirm(codeOn((await machine.get(pairing)).text), '旧屏');
      const id = await idOf('旧屏');
      assert.equal((await post(manager, `/staff/devices/${id}/revoke`, {})).status, 303);
      const page = await machine.get(wall);
      assert.equal(page.status, 200);
      assert.match(page.text, /hall__pair/);
      assert.notEqual(codeOn((await machine.get(pairing)).text), '');
      assert.equal((await manager.agent.get(`/staff/devices/${id}`)).status, 404);
    });

    it('lets a display be no ticket machine', async () => {
      const machine = hall.agent();
      await confirm(codeOn((await machine.get(pairing)).text), '大屏');
      assert.equal((await machine.get(kioskHome)).status, 403);
    });

    it('lets a key open only what its machine was paired as, under whatever name it is sent', async () => {
      const keyFrom = async (path: string, name: string): Promise<string> => {
        const answer = await hall.agent().get(path);
        const cookies = ([] as string[]).concat(answer.headers['set-cookie'] ?? []).join(';');
        await confirm(codeOn(answer.text) || kioskCode(answer.text), name);
        return /(?:device|display)=([\w-]{40,})/.exec(cookies)?.[1] ?? assert.fail(cookies);
      };
      const ofDisplay = await keyFrom(pairing, '只是大屏');
      const ofKiosk = await keyFrom(kioskHome, '只是取号机');
      const ask = (path: string, cookie: string) => hall.request.get(path).set('Cookie', cookie);
      assert.equal((await ask(kioskHome, `device=${ofKiosk}`)).status, 200);
      assert.equal((await ask(kioskHome, `device=${ofDisplay}`)).status, 403);
      assert.match((await ask(wall, `display=${ofDisplay}`)).text, /hall__machine">只是大屏</);
      assert.doesNotMatch((await ask(wall, `display=${ofKiosk}`)).text, /hall__machine/);
    });

    it('lets one machine be both, and neither takes the place of the other', async () => {
      const machine = hall.agent();
      await confirm(kioskCode((await machine.get(kioskHome)).text), '门口取号');
      await confirm(codeOn((await machine.get(pairing)).text), '门口大屏');
      assert.equal((await machine.get(kioskHome)).status, 200);
      assert.match((await machine.get(wall)).text, /hall__machine">门口大屏</);
    });

    it('keeps no key that could be used', async () => {
      const answer = await hall.agent().get(pairing);
      const [cookie = ''] = ([] as string[])
        .concat(answer.headers['set-cookie'] ?? [])
        .filter((one) => one.startsWith('display='));
      const key = /display=([^;]+)/.exec(cookie)?.[1] ?? '';
      assert.ok(key.length >= 40);
      assert.match(cookie, /HttpOnly/);
      assert.ok(!JSON.stringify(await hall.system.database.reader('device').select()).includes(key));
    });
  });
}

describe('pairing codes of strangers', function () {
  this.timeout(60_000);
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite', env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
  });
  after(() => hall.close());

  it('are forty for one network in a quarter of an hour: the next is told to come back, and nobody else’s is pushed out', async () => {
    const ask = (path: string) => hall.request.get(path).set('X-Forwarded-For', '203.0.113.7');
    const machines = [pairing, kioskHome].map((path) => {
      const agent = hall.agent().set('X-Forwarded-For', '198.51.100.7');
      const code = async () => {
        const { text } = await agent.get(path);
        return path === pairing ? codeOn(text) : kioskCode(text);
      };
      return { code };
    });
    const before = await Promise.all(machines.map(({ code }) => code()));
    const asked = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(n % 2 ? pairing : kioskHome)));
    const refused = asked.filter(({ status }) => status === 429);
    assert.equal(refused.length, 10);
    assert.equal(refused[0]?.headers['refresh'], '60');
    assert.match(refused[0]?.text ?? '', /<h1/);
    assert.deepEqual(await Promise.all(machines.map(({ code }) => code())), before);
    const metrics = (await hall.request.get('/metrics')).text;
    const told = (name: string) => metrics.split('\n').find((line) => line.startsWith(name));
    assert.equal(told('hall_cap_refused_total{cap="pairing"}'), 'hall_cap_refused_total{cap="pairing"} 10');
    assert.equal(told('hall_stranger_rows{table="device"}'), 'hall_stranger_rows{table="device"} 42');
  });
});
