import assert from 'node:assert/strict';
import { createKey } from '../../../server/actions/staff/create-key.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { booking } from '../kiosk/kiosk-door.ts';
import { hidden, press, type Somebody, signedIn } from './signed-in.ts';

const site = 'BJ-TSY';
const [one, two] = ['BJ-TSY-1', 'BJ-TSY-2'];

for (const engine of engines) {
  describe(`whose console it is [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let ann: Somebody;
    let ben: Somebody;
    let annAs: string;
    const page = async (who: Somebody, code = one) => (await who.agent.get(`/counter/${code}`)).text;
    const does = async (who: Somebody, verb: string, fields = {}, code = one) => {
      const answer = await press(who, code, verb, fields);
      assert.equal(answer.status, 303, /data-notice[^>]*>\s*<p>[^<]*/.exec(answer.text)?.[0] ?? answer.text);
    };
    const refused = async (who: Somebody, verb: string, words: RegExp, fields = {}, code = one) => {
      const answer = await press(who, code, verb, fields);
      assert.equal(answer.status, 409);
      assert.match(answer.text, new RegExp(`data-notice="${verb}"[^>]*>\\s*<p>[^<]*${words.source}`));
      return answer.text;
    };
    const arrive = async (id: string, reference?: string) => {
      const services = [{ code: 'RENEW', quantity: 1 }];
      const walkIn = { type: 'walk_in', id, services, priority: false, byStaff: true } as const;
      const request =
        reference === undefined ? walkIn : ({ type: 'arrive', id, reference, priority: false } as const);
      assert.ok((await hall.system.halls.submit(site, request, { actor: theSystem })).ok);
    };
    const taking = (fields: object) => ({ from: ann.id, ...fields });

    beforeEach(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
      ann = await signedIn(hall, 'counter');
      ben = await signedIn(hall, 'counter');
      annAs = (await hall.system.database.reader('staff').where({ id: ann.id }).first())?.name ?? '';
    });
    afterEach(() => hall.close());

    it('tells a second clerk who is there, lets them take over on purpose, and stops the buttons of the first', async () => {
      await arrive('t1');
      await does(ann, 'open');
      await does(ann, 'next');
      const seen = await page(ben);
      assert.match(seen, new RegExp(`${annAs}[^<]*正在使用本窗口`));
      assert.match(seen, /A001 已被叫到这里/);
      assert.doesNotMatch(seen, /data-verb="(start|finish|close|pause|undo|call)"/);
      await refused(ben, 'start', /请先接管窗口/);
      await refused(ben, 'undo', /请先接管窗口/);
      await does(ben, 'take', taking({}));
      assert.match(await page(ben), new RegExp(`data-holder="you"[\\s\\S]*从 ${annAs}[^<]*接管`));
      const lost = await page(ann);
      assert.match(lost, /已接管本窗口/);
      assert.doesNotMatch(lost, /data-key="[^ko?e]/);
      await refused(ann, 'start', /请先接管窗口/);
      await does(ben, 'start');
      const cat = await signedIn(hall, 'counter');
      await refused(cat, 'take', /请先接管窗口/, { from: ann.id });
    });

    it('writes down who did each thing', async () => {
      await arrive('t1');
      await does(ann, 'open');
      await does(ann, 'next');
      await does(ben, 'take', taking({}));
      await does(ben, 'start');
      const events = await hall.system.database.reader('hall_event').orderBy('version');
      assert.deepEqual(
        events.slice(1).map(({ type, actor }) => `${type} ${actor === `staff:${ann.id}` ? 'ann' : 'ben'}`),
        ['counter_opened ann', 'ticket_called ann', 'counter_taken_over ben', 'service_started ben'],
      );
    });

    it('a clerk who opens another counter is asked, and leaves the first, at whatever site it is', async () => {
      await does(ann, 'open');
      assert.match(await page(ann, two), /您现在在 1 号窗口[\s\S]*离开 1 号窗口并开启/);
      await refused(ann, 'open', /您还在 1 号窗口工作/, {}, two);
      await does(ann, 'open', { leave: one }, two);
      assert.match(await page(ann), /data-counter-state="closed"/);
      await does(ann, 'open', { leave: two }, 'BJ-ZGC-1');
      assert.match(await page(ann, two), /data-counter-state="closed"/);
      assert.match(await page(ann, 'BJ-ZGC-1'), /data-holder="you"/);
      await does(ben, 'open');
      await does(ann, 'take', { from: ben.id, leave: 'BJ-ZGC-1' });
      assert.match(await page(ann), /data-holder="you"/);
    });

    it('nobody is left standing by a clerk who goes elsewhere', async () => {
      await arrive('t1');
      await does(ann, 'open');
      await does(ann, 'next');
      assert.match(await page(ann, two), /A001 在那里[\s\S]*回到 1 号窗口/);
      assert.doesNotMatch(await page(ann, two), /data-verb="open"/);
      await refused(ann, 'open', /A001 还在本窗口/, { leave: one }, two);
      await refused(ann, 'open', /A001 还在本窗口/, { leave: one }, 'BJ-ZGC-1');
    });

    it('signing out or timing out in mid-service leaves the visitor there and flags the counter', async () => {
      await arrive('t1');
      await does(ann, 'open');
      await does(ann, 'next');
      await does(ann, 'start');
      const away = /无人值守/;
      assert.doesNotMatch(await page(ben, two), away);
      const key = await createKey(hall.system, { kind: 'staff', site, name: 'x', actor: theSystem });
      assert.ok(key.ok);
      const unattended = async () => {
        const counters = await hall.request
          .get(`/api/v1/counters?site=${site}`)
          .set('Authorization', `Bearer ${key.value.key}`);
        return counters.body.flatMap((each: { code: string; unattended: boolean }) =>
          each.unattended ? [each.code] : [],
        );
      };
      assert.deepEqual(await unattended(), []);
      await ann.agent
        .post('/staff/sign-out')
        .type('form')
        .send({ _csrf: hidden(await page(ann), '_csrf') });
      assert.match(await page(ben, two), /1 号窗口无人值守，A001 还在那里/);
      assert.match(await page(ben), /已退出登录或超时[\s\S]*A001 正在这里办理/);
      assert.match((await ben.agent.get('/counter')).text, away);
      assert.deepEqual(await unattended(), [one]);
      await does(ben, 'take', taking({}));
      assert.deepEqual(await unattended(), []);
      // ten minutes later ben is still there; half an hour after that not any more
      hall.clock.advance(10 * 60_000);
      await page(ben);
      assert.deepEqual(await unattended(), []);
      hall.clock.advance(31 * 60_000);
      assert.deepEqual(await unattended(), [one]);
      assert.equal((await hall.system.database.reader('ticket').first('state'))?.state, 'serving');
    });

    it('a counter that a program opened goes on by its key, and a clerk takes it over on purpose', async () => {
      const made = await createKey(hall.system, { kind: 'staff', site, name: 'x', actor: theSystem });
      assert.ok(made.ok);
      const api = (verb: string) =>
        hall.request.post(`/api/v1/counters/${one}/${verb}`).set('Authorization', `Bearer ${made.value.key}`);
      await arrive('t1');
      assert.equal((await api('open')).status, 200);
      assert.match(await page(ann), /其他系统 正在使用本窗口/);
      await refused(ann, 'next', /请先接管窗口/);
      assert.equal((await api('calls')).status, 201);
      await does(ann, 'take', { from: `key:${made.value.id}` });
      await does(ann, 'start');
      assert.equal((await api('finish').send({ outcome: 'completed' })).status, 200);
    });

    it('reads the enterprise in full at the counter, for its clerk alone, and that is in the audit', async () => {
      const reference = await booking(hall, '2026-11-23T10:15:00+08:00');
      await arrive('t1', reference);
      await does(ann, 'open');
      await refused(ann, 'reveal', /没有排队号/);
      await does(ann, 'next');
      assert.doesNotMatch(await page(ann), /货运代理/);
      await refused(ben, 'reveal', /请先接管窗口/);
      await does(ann, 'reveal');
      const read = await page(ann);
      assert.match(read, /console__revealed">北京远洋国际货运代理有限公司/);
      assert.match(read, /\*{4}[0-9A-Z]{4}</);
      assert.doesNotMatch(read, /data-verb="reveal"/);
      const lines = await hall.system.database.reader('audit').where({ action: 'booking.reveal' });
      assert.deepEqual(
        lines.map((line) => [line.actor, line.subject, JSON.parse(line.after ?? '')]),
        [[`staff:${ann.id}`, reference, { counter: one, number: 'A001' }]],
      );
      assert.doesNotMatch(JSON.stringify(lines), /货运/);
      await does(ben, 'take', taking({}));
      assert.doesNotMatch(await page(ben), /货运代理/, 'who takes over asks for themselves');
      await arrive('t2');
      await does(ben, 'finish-next');
      await refused(ben, 'reveal', /没有找到/);
      const auditor = await signedIn(hall, 'auditor');
      assert.equal((await auditor.agent.get(`/counter/${one}`)).status, 403);
    });
  });
}
