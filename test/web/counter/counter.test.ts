import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { booking } from '../kiosk/kiosk-door.ts';
import { hidden, press, type Somebody, signedIn } from './signed-in.ts';

const site = 'BJ-TSY';
const one = 'BJ-TSY-1';

for (const engine of engines) {
  describe(`the console of a counter [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let clerk: Somebody;
    let colleague: Somebody;
    const take = async (services: readonly string[] = ['RENEW']) => {
      const visit = services.map((code) => ({ code, quantity: 1 }));
      const request = {
        type: 'walk_in',
        id: hall.system.secrets.newId(),
        services: visit,
        priority: false,
        byStaff: true,
      } as const;
      const answer = await hall.system.halls.submit(site, request, { actor: theSystem });
      assert.ok(answer.ok);
      return answer.value.ticket?.id ?? '';
    };
    const at = (code: string) => (code === one ? clerk : colleague);
    const shown = async (code = one) => (await at(code).agent.get(`/counter/${code}`)).text;
    const number = (html: string) => /data-current-number>([^<]*)</.exec(html)?.[1];
    const done = async (verb: string, fields = {}, code = one) => {
      const answer = await press(at(code), code, verb, fields);
      assert.equal(answer.status, 303, answer.text);
    };
    const refused = async (verb: string, words: RegExp, fields = {}, code = one) => {
      const answer = await press(at(code), code, verb, fields);
      assert.ok(answer.status >= 400 && answer.status < 500, `${verb}: ${answer.status}`);
      assert.match(
        answer.text.replaceAll('\n', ''),
        new RegExp(`role="alert"[^>]*>(<p>)?[^<]*${words.source}`),
      );
      assert.match(answer.text, /data-counter-state/);
    };

    beforeEach(async () => {
      hall = await startSystem({ engine });
      hall.clock.set(mondayMorning);
      clerk = await signedIn(hall, 'counter');
      colleague = await signedIn(hall, 'counter');
    });
    afterEach(() => hall.close());

    it('carries a visitor from the call to the end, and the next one after that', async () => {
      await take();
      await take(['UNLOCK']);
      await done('open');
      assert.match(await shown(), /已等 0 分钟，目标 20 分钟/);
      await done('next');
      hall.clock.advance(65_000);
      assert.equal(number(await shown()), 'A001');
      assert.match(await shown(), /呼叫后 <strong\s+data-since="\d+">1:05</);
      await done('recall');
      assert.match(await shown(), /呼叫中，第 2 次/);
      await done('start');
      assert.match(await shown(), /办理中/);
      await done('finish', { outcome: 'missing_materials' });
      assert.equal(number(await shown()), '');
      await done('next');
      assert.equal(number(await shown()), 'A002');
      const last = await hall.system.database.reader('ticket').where({ number: 'A001' }).first();
      assert.equal(last?.['outcome'], 'missing_materials');
    });

    it('shows of a booked visitor what helps to serve them, and no name or number in full', async () => {
      const reference = await booking(hall, '2026-11-23T10:15:00+08:00');
      await hall.system.halls.submit(
        site,
        { type: 'arrive', id: 'T1', reference, priority: false },
        { actor: theSystem },
      );
      await done('open');
      await done('next');
      const html = await shown();
      assert.match(html, /预约 10:15，10:00 签到/);
      assert.match(html, /北京远洋\*\*\*\*/);
      assert.match(html, /王\*/);
      assert.doesNotMatch(html, /货运代理|小明|1380000\d{4}/);
      assert.match(html, /企业自查 1\/2/);
      assert.match(html, /首次/);
      assert.match(html, /营业执照/);
    });

    it('sets aside, transfers, brings back, and calls out of turn with a reason', async () => {
      const first = await take();
      const second = await take();
      await done('open');
      await done('next');
      await done('park');
      await done('resume-ticket', { ticket: first });
      await done('call', { ticket: second, reason: '情况紧急' });
      assert.equal(number(await shown()), 'A002');
      await done('recall');
      await done('recall');
      await done('missed');
      await done('return', { ticket: second });
      await done('open', {}, 'BJ-TSY-2');
      await done('next');
      assert.equal(number(await shown()), 'A001');
      await done('transfer', { to: 'counter/BJ-TSY-2' });
      await done('next', {}, 'BJ-TSY-2');
      assert.equal(number(await shown('BJ-TSY-2')), 'A001');
      await done('transfer', { to: `queue/${site}:B` }, 'BJ-TSY-2');
      assert.equal(number(await shown('BJ-TSY-2')), '');
    });

    it('pauses with a reason, asks for help and closes', async () => {
      await done('open');
      await done('help');
      assert.match(await shown(), /已请求协助/);
      assert.match(await shown('BJ-TSY-2'), /1 号窗口请求协助/);
      await done('end-help');
      await done('pause', { reason: '午休' });
      assert.match(await shown(), /窗口已暂停[\s\S]*午休/);
      await done('resume');
      await done('close');
      assert.match(await shown(), /窗口未开启/);
    });

    it('says in words why something cannot be done, on the console as it is', async () => {
      await refused('next', /本窗口尚未开启/);
      await done('open');
      await refused('open', /已经开启/);
      await refused('next', /没有本窗口可以叫的排队号/);
      await refused('recall', /没有排队号/);
      await refused('resume', /已经开启/);
      const ticket = await take();
      const other = await take(['NEW']);
      await refused('call', /请填写原因/, { ticket, reason: ' ' });
      await refused('call', /没有找到这个排队号/, { ticket: 'nobody', reason: '情况紧急' });
      await refused('call', /不办理该队列/, { ticket: other, reason: '情况紧急' });
      await done('next');
      await refused('next', /A001 还在本窗口/);
      await refused('missed', /还需要 2 次/);
      await refused('close', /A001 还在本窗口/);
      await refused('transfer', /不正确/, { to: 'nowhere' });
      await refused('transfer', /没有找到这个窗口/, { to: 'counter/BJ-TSY-99' });
      await refused('return', /状态已经变化/, { ticket });
      await done('finish');
      await refused('pause', /请填写原因/);
      await done('pause', { reason: '午休' });
      await refused('next', /已暂停/);
    });

    it('a button pressed twice is one press', async () => {
      await take();
      await take();
      await done('open');
      const html = await shown();
      const answers = await Promise.all([
        press(clerk, one, 'next', {}, html),
        press(clerk, one, 'next', {}, html),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303],
      );
      const called = await hall.system.database.reader('ticket').where({ state: 'called' });
      assert.equal(called.length, 1);
      await done('recall');
      assert.match(await shown(), /第 2 次/);
    });

    it('a form without its token does nothing', async () => {
      const html = await shown();
      const answer = await clerk.agent
        .post(`/counter/${one}/open`)
        .type('form')
        .send({ _csrf: hidden(html, '_csrf') });
      assert.equal(answer.status, 409);
      assert.match(await shown(), /窗口未开启/);
      const forged = await clerk.agent
        .post(`/counter/${one}/open`)
        .type('form')
        .send({ form: 'x'.repeat(20) });
      assert.equal(forged.status, 403);
    });

    it('answers a script with the part of the page that changes', async () => {
      const html = await shown();
      const answer = await clerk.agent
        .post(`/counter/${one}/open`)
        .set('x-partial', 'console')
        .type('form')
        .send({ _csrf: hidden(html, '_csrf'), form: hidden(html, 'form') });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['x-console'], '1');
      assert.doesNotMatch(answer.text, /<html/);
      assert.match(answer.text, /data-counter-state="open"/);
    });

    it('lets in only staff who work at the counter’s site', async () => {
      assert.equal((await hall.agent().get(`/counter/${one}`)).status, 303);
      const elsewhere = await signedIn(hall, 'counter', ['BJ-ZGC']);
      assert.equal((await elsewhere.agent.get(`/counter/${one}`)).status, 403);
      const own = (await elsewhere.agent.get('/counter')).text;
      assert.match(own, /BJ-ZGC-1/);
      assert.doesNotMatch(own, /BJ-TSY/);
      const html = (await elsewhere.agent.get('/counter/BJ-ZGC-1')).text;
      assert.equal((await press(elsewhere, one, 'open', {}, html)).status, 403);
      const auditor = await signedIn(hall, 'auditor');
      assert.equal((await auditor.agent.get('/counter')).status, 403);
      assert.equal((await clerk.agent.get('/counter/NOWHERE-1')).status, 404);
      assert.equal((await press(clerk, one, 'explode', {}, await shown())).status, 404);
    });

    it('leaves the hall to those who manage it', async () => {
      await refused('last-call', /没有进行此操作的权限/, { lifted: 'yes' });
      await refused('pause-hall', /没有进行此操作的权限/, { reason: '午休' });
      assert.doesNotMatch(await shown(), /last-call/);
      const manager = await signedIn(hall, 'manager');
      assert.equal((await press(manager, one, 'last-call', { lifted: 'yes' })).status, 303);
      assert.equal((await press(manager, one, 'pause-hall', { reason: '设备故障' })).status, 303);
      assert.match(await shown(), /暂停叫号[\s\S]*设备故障/);
      await done('open');
      await take().catch(() => undefined);
      await refused('next', /暂停叫号/);
      assert.equal((await press(manager, one, 'resume-hall')).status, 303);
    });
  });
}
