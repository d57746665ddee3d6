import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { hidden } from '../counter/signed-in.ts';
import { type Agent, booking, kioskHome, pairedKiosk, sendForm, site } from './kiosk-door.ts';

const checkInPage = `${kioskHome}/check-in`;
const walkIn = { service: ['RENEW', 'UNLOCK'], priority: 'no' } as const;
const priorityPage = `${kioskHome}/priority?service=RENEW&service=UNLOCK`;

for (const engine of engines) {
  describe(`a kiosk [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let kiosk: Agent;
    const takeTicket = () => sendForm(kiosk, priorityPage, `${kioskHome}/tickets`, walkIn);
    const checkIn = (reference: string) => sendForm(kiosk, checkInPage, checkInPage, { reference });
    const issued = async (): Promise<number> =>
      Number((await hall.system.database.reader('ticket').count({ n: '*' }).first())?.['n']);

    before(async () => {
      hall = await startSystem({ engine });
      kiosk = await pairedKiosk(hall);
    });
    beforeEach(() => hall.clock.set(mondayMorning));
    after(() => hall.close());

    it('offers to check in and to take a ticket, and no page of it leads elsewhere', async () => {
      const pages = [
        kioskHome,
        checkInPage,
        `${kioskHome}/services`,
        `${kioskHome}/checklist?service=RENEW`,
        priorityPage,
      ];
      for (const page of pages) {
        const { status, text } = await kiosk.get(page);
        assert.equal(status, 200, page);
        const links = [...text.matchAll(/<(?:a|form)[^>]*(?:href|action)="([^"]*)"/g)].map(
          (match) => match[1] ?? '',
        );
        assert.ok(links.length > 0);
        assert.deepEqual(
          links.filter((link) => !link.startsWith(kioskHome)),
          [],
          page,
        );
      }
    });

    it('shows what to bring before it gives a ticket', async () => {
      const { text } = await kiosk.get(`${kioskHome}/checklist?service=RENEW`);
      assert.match(text, /您带齐了吗/);
      assert.match(text, /营业执照/);
    });

    it('gives a ticket to a walk-in with its number and the code of its live page', async () => {
      const answer = await takeTicket();
      assert.equal(answer.status, 303, answer.text);
      const address = answer.headers['location'] ?? '';
      const slip = await kiosk.get(address);
      assert.match(slip.text, /kiosk__number number">.*A\d{3}</);
      // neither the history of the machine nor whoever reads its address has the ticket
      const id = address.split('/').at(-1) ?? '';
      const secret = hall.system.secrets.tokenFor('ticket', id);
      assert.equal((await hall.request.get(`/tickets/${secret}`)).status, 303);
      assert.equal((await hall.request.get(`/tickets/${id}`)).status, 404);
      assert.ok(!slip.text.includes(secret));
      assert.doesNotMatch((await hall.request.get(address)).text, /kiosk__number/, 'nor has anybody else');
      assert.match(slip.text, /证书更新、解锁/);
      assert.match(slip.text, /<svg/);
      assert.match(slip.text, /请注意叫号和大屏显示/);
      const row = await hall.system.database.reader('ticket').orderBy('issued_at', 'desc').first('language');
      assert.equal(row?.['language'], 'zh-CN', 'is called in the language of the kiosk');
    });

    it('gives one ticket however often the same form is sent', async () => {
      const html = (await kiosk.get(priorityPage)).text;
      const form = { _csrf: hidden(html, '_csrf'), form: hidden(html, 'form'), ...walkIn };
      const before = await issued();
      const sent = () => kiosk.post(`${kioskHome}/tickets`).type('form').send(form);
      const [first, second] = await Promise.all([sent(), sent()]);
      const third = await sent();
      assert.equal(first.headers['location'], second.headers['location']);
      assert.equal(first.headers['location'], third.headers['location']);
      assert.equal(await issued(), before + 1);
    });

    it('checks a booking in by its reference, however it is typed, and says when that was done before', async () => {
      const reference = await booking(hall, '2026-11-23T10:15:00+08:00');
      const answer = await checkIn(` ${reference.toLowerCase().replace('-', ' ')} `);
      assert.equal(answer.status, 303, answer.text);
      assert.match((await kiosk.get(answer.headers['location'] ?? '')).text, /预约 10:15/);
      const again = await checkIn(reference);
      assert.equal(again.status, 422);
      assert.match(again.text, /已经签到取号/);
      assert.match(again.text, /您的排队号是 A\d{3}/);
    });

    it('reads the address that a scanner sends, and does not show its secret again', async () => {
      const reference = await booking(hall, '2026-11-23T10:30:00+08:00');
      const address = `http://hall.invalid/bookings/${reference}?token=very-secret-indeed`;
      assert.equal((await checkIn(address)).status, 303);
      const again = await checkIn(address);
      assert.equal(again.status, 422);
      assert.doesNotMatch(again.text, /very-secret/);
    });

    it('says of a booking it cannot check in why, and what to do', async () => {
      const unknown = await checkIn('2222-2222');
      assert.equal(unknown.status, 422);
      assert.match(unknown.text, /没有找到这个预约号/);
      assert.match(unknown.text, /value="2222-2222"/);
      const early = await checkIn(await booking(hall, '2026-11-23T16:00:00+08:00'));
      assert.match(early.text, /请在 15:00 之后签到/);
      const otherDay = await checkIn(await booking(hall, '2026-11-25T10:00:00+08:00'));
      assert.match(otherDay.text, /您的预约是 11月25日/);
      const elsewhere = await checkIn(await booking(hall, '2026-11-23T11:00:00+08:00', 'BJ-ZGC'));
      assert.match(elsewhere.text, /您预约的网点是：中关村海关/);
    });

    it('gives no ticket while the hall is paused, and says so on the first page', async () => {
      await hall.system.halls.submit(site, { type: 'pause_hall', reason: '设备检修' }, { actor: theSystem });
      const paused = await takeTicket();
      assert.equal(paused.status, 409);
      assert.match(paused.text, /暂停叫号/);
      assert.match((await kiosk.get(kioskHome)).text, /设备检修/);
      await hall.system.halls.submit(site, { type: 'resume_hall' }, { actor: theSystem });
    });

    it('gives no ticket after closing, and offers a code to book with', async () => {
      hall.clock.set('2026-11-23T17:30:00+08:00');
      const home = (await kiosk.get(kioskHome)).text;
      assert.match(home, /今天已下班/);
      assert.match(home, /11月24日.*09:00 开始办公/);
      assert.match(home, /<svg/);
      const refused = await takeTicket();
      assert.equal(refused.status, 409);
      assert.match(refused.text, /11月24日.*09:00 开始办公/);
      assert.match(refused.text, /用手机扫码预约/);
    });

    it('says that there are no more tickets when nobody could be served before closing', async () => {
      hall.clock.set('2026-11-23T16:58:00+08:00');
      const opened = await hall.system.halls.submit(
        site,
        { type: 'open_counter', counter: 'BJ-TSY-5', staff: null },
        { actor: theSystem },
      );
      assert.ok(opened.ok);
      assert.match((await kiosk.get(kioskHome)).text, /今天的现场号已停止发放/);
      const refused = await takeTicket();
      assert.equal(refused.status, 409);
      assert.match(refused.text, /现场取号已停止/);
      assert.match(refused.text, /用手机扫码预约/);
    });

    it('leaves nothing of a visitor: their slip can be seen for a few minutes only', async () => {
      const slip = (await takeTicket()).headers['location'] ?? '';
      assert.equal((await kiosk.get(slip)).headers['cache-control'], 'no-store');
      hall.clock.advance(4 * 60_000);
      const later = await kiosk.get(slip);
      assert.equal(later.status, 303);
      assert.equal(later.headers['location'], kioskHome);
    });

    it('asks again for services when none was chosen, and ignores what is not offered', async () => {
      const none = await kiosk.get(`${kioskHome}/checklist`).redirects(1);
      assert.match(none.text, /请至少选择一项业务/);
      const unknown = await kiosk.get(`${kioskHome}/checklist?service=NOTHING`).redirects(1);
      assert.match(unknown.text, /没有找到这项业务/);
    });

    it('goes back to the first page when an address of a form is opened or a form is too old', async () => {
      assert.equal((await kiosk.get(`${kioskHome}/tickets`)).headers['location'], kioskHome);
      const old = await kiosk.post(`${kioskHome}/tickets`).type('form').send({ service: 'RENEW' });
      assert.equal(old.status, 303);
      assert.equal(old.headers['location'], kioskHome);
    });
  });
}
