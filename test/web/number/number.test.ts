import assert from 'node:assert/strict';
import { hashToken } from '../../../server/actions/secrets.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { signIn } from '../admin/office.ts';
import { asRead } from '../booking/visitor.ts';
import { hidden } from '../counter/signed-in.ts';
import { doorScreen, pairedDoor, phoneAtTheDoor, scanned, setHall, site } from './door.ts';

const minute = 60_000;
const page = '/number';
type Agent = ReturnType<HallSystem['agent']>;
type Fields = Readonly<Record<string, string | readonly string[]>>;

for (const engine of engines) {
  describe(`a number by phone [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    const issued = async (): Promise<number> =>
      Number((await hall.system.database.reader('ticket').count({ n: '*' }).first())?.['n']);
    const rowOf = async (ticket = '') => {
      const token = hashToken(ticket.replace('/tickets/', ''));
      return there(await hall.system.database.reader('ticket').where({ token }).first());
    };
    const formOn = async (phone: Agent, fields: Fields = { service: 'RENEW' }) => {
      const html = (await phone.get(page).expect(200)).text;
      return { _csrf: hidden(html, '_csrf'), form: hidden(html, 'form'), ...fields };
    };
    const send = (phone: Agent, form: object) => phone.post(page).type('form').send(form);
    const take = async (phone: Agent, fields?: Fields) => send(phone, await formOn(phone, fields));

    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on' } });
    });
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      await setHall(hall, site, { numberByPhone: true, priorityLane: true });
    });
    after(() => hall.close());

    it('leads from the code to the page of the ticket, and keeps the code out of every address after it', async () => {
      const phone = hall.agent();
      const entered = await phone.get(scanned(hall)).expect(303).expect('Location', page);
      assert.match(
        String(entered.headers['set-cookie']),
        /number-pass=[^;]+; Max-Age=600; Path=\/number;.*HttpOnly/,
      );
      const taken = await take(phone, { service: ['RENEW', 'UNLOCK'], priority: 'yes' });
      assert.equal(taken.status, 303, taken.text);
      const ticket = taken.headers['location'] ?? '';
      assert.match(ticket, /^\/tickets\//);
      assert.match((await phone.get(ticket).redirects(1)).text, /证书更新、解锁/);
      const { priority, language, kind } = await rowOf(ticket);
      assert.deepEqual([Boolean(priority), language, kind], [true, 'zh-CN', 'walk_in']);
    });

    it('gives no priority where the site has no such lane, whatever is sent', async () => {
      await setHall(hall, site, { priorityLane: false });
      const phone = await phoneAtTheDoor(hall);
      assert.doesNotMatch((await phone.get(page)).text, /name="priority"/);
      const taken = await take(phone, { service: 'RENEW', priority: 'yes' });
      assert.equal(taken.status, 303);
      assert.ok(!(await rowOf(taken.headers['location'])).priority);
    });

    it('takes a code for two minutes, and lets its phone choose for ten', async () => {
      const address = scanned(hall);
      hall.clock.advance(2 * minute - 1);
      const phone = hall.agent();
      await phone.get(address).expect(303);
      hall.clock.advance(1);
      const late = await hall.agent().get(address).expect(410);
      assert.match(asRead(late).text, /二维码已过期/);
      assert.doesNotMatch(String(late.headers['set-cookie']), /number-pass/);
      const form = await formOn(phone);
      hall.clock.advance(10 * minute - 2);
      await phone.get(page).expect(200);
      hall.clock.advance(1);
      const before = await issued();
      assert.match(asRead(await send(phone, form).expect(403)).text, /请先扫描门口的二维码/);
      assert.equal(await issued(), before);
    });

    it('is not there without a code of this installation, or while the site gives none to phones', async () => {
      await hall.agent().get('/number/none').expect(404);
      await hall.agent().get(page).expect(403);
      const phone = await phoneAtTheDoor(hall);
      const form = await formOn(phone);
      await setHall(hall, site, { numberByPhone: false });
      for (const path of [scanned(hall), page, doorScreen]) await phone.get(path).expect(404);
      await send(phone, form).expect(404);
    });

    it('is switched on by the settings of the hall', async () => {
      await setHall(hall, site, { numberByPhone: false });
      const office = await signIn(hall, 'administrator');
      const settings = `/admin/sites/${site}/hall`;
      const form = await office.form(settings);
      assert.equal(form['numberByPhone'], undefined);
      assert.equal((await office.send(settings, { ...form, numberByPhone: 'on' })).status, 303);
      await hall.agent().get(doorScreen).expect(200);
    });

    it('is of the site whose door it was: another one has to allow it, and gets the ticket', async () => {
      await hall.agent().get(scanned(hall, 'BJ-ZGC')).expect(404);
      await setHall(hall, 'BJ-ZGC', { numberByPhone: true });
      const taken = await take(await phoneAtTheDoor(hall, 'BJ-ZGC'));
      assert.equal(taken.status, 303);
      assert.equal((await rowOf(taken.headers['location'])).site, 'BJ-ZGC');
    });

    it('gives one ticket however often the same form is sent', async () => {
      const phone = await phoneAtTheDoor(hall);
      const form = await formOn(phone);
      const before = await issued();
      const [first, second] = await Promise.all([send(phone, form), send(phone, form)]);
      const third = await send(phone, form);
      assert.deepEqual([first.status, second.status, third.status], [303, 303, 303]);
      assert.equal(new Set([first, second, third].map(({ headers }) => headers['location'])).size, 1);
      assert.equal(await issued(), before + 1);
    });

    it('gives a phone one an hour, says so with its number, and another one after that', async () => {
      const phone = await phoneAtTheDoor(hall);
      const form = await formOn(phone);
      const first = (await send(phone, form)).headers['location'] ?? '';
      await phone.get(scanned(hall));
      const before = await issued();
      const again = await send(phone, { ...form, form: 'another-form' }).expect(429);
      assert.match(asRead(again).text, /您刚才已经取过号/);
      assert.ok(again.text.includes(`href="${first}"`));
      assert.match(again.text, /href="\/book\?site=BJ-TSY"/);
      await phone.get(page).expect(429);
      assert.equal(await issued(), before);
      hall.clock.advance(60 * minute);
      await phone.get(scanned(hall));
      assert.equal((await take(phone)).status, 303);
    });

    it('asks again for services when none was chosen, at the field, and keeps what was chosen besides', async () => {
      const wrong = await take(await phoneAtTheDoor(hall), { priority: 'yes' });
      assert.equal(wrong.status, 422);
      assert.match(asRead(wrong).text, /href="#service">请至少选择一项业务/);
      assert.match(wrong.text, /id="service"/);
      assert.match(wrong.text, /value="yes" checked/);
      const unknown = await take(await phoneAtTheDoor(hall), { service: 'NOTHING' });
      assert.equal(unknown.status, 422);
    });

    it('refuses a form that did not come from its page', async () => {
      const phone = await phoneAtTheDoor(hall);
      const { _csrf, ...form } = await formOn(phone);
      const before = await issued();
      await send(phone, form).expect(403);
      assert.equal(await issued(), before);
    });

    it('gives nothing before the hours, after them or while the hall is paused, and says what the hall says', async () => {
      const phone = await phoneAtTheDoor(hall);
      const form = await formOn(phone);
      const refusedAs = async (words: RegExp) => {
        await phone.get(scanned(hall)).expect(303);
        const before = await issued();
        assert.match(asRead(await send(phone, form).expect(409)).text, words);
        assert.match(asRead(await phone.get(page).expect(200)).text, words);
        assert.equal(await issued(), before);
      };
      const order = async (request: Parameters<typeof hall.system.halls.submit>[1]) =>
        assert.ok((await hall.system.halls.submit(site, request, { actor: theSystem })).ok);
      await order({ type: 'pause_hall', reason: '设备检修' });
      await refusedAs(/设备检修/);
      await order({ type: 'resume_hall' });
      hall.clock.set('2026-11-23T17:30:00+08:00');
      await refusedAs(/今天已下班[\s\S]*11月24日.*09:00 开始办公/);
      hall.clock.set('2026-11-24T07:00:00+08:00');
      await refusedAs(/09:00 开始办公/);
    });

    it('stops a network that takes too many, in words', async () => {
      const answers: number[] = [];
      let last = '';
      for (let each = 0; each < 21; each += 1) {
        const { status, text } = await take(await phoneAtTheDoor(hall));
        answers.push(status);
        last = text;
      }
      assert.equal(answers.at(-1), 429);
      assert.match(last, /这个网络取号太多/);
      assert.ok(answers.filter((status) => status === 303).length <= 20);
    });

    it('the screen at the door shows a new code each minute, once it is paired and while numbers are given', async () => {
      const stranger = (await hall.agent().get(doorScreen).expect(200)).text;
      assert.doesNotMatch(stranger, /<svg/);
      assert.match(stranger, /href="\/display\/BJ-TSY\/pairing\?door=1"/);
      const screen = await pairedDoor(hall);
      const back = await screen.get('/display/BJ-TSY/pairing?door=1').expect(303);
      assert.equal(back.headers['location'], doorScreen);
      const shown = async () => asRead(await screen.get(doorScreen).expect('Cache-Control', 'no-store')).text;
      const code = async () => /<svg[\s\S]*<\/svg>/.exec(await shown())?.[0];
      const first = await code();
      assert.ok(first !== undefined);
      assert.equal(await code(), first);
      hall.clock.advance(minute);
      assert.notEqual(await code(), first);
      assert.match(await shown(), /<noscript><meta http-equiv="refresh" content="20"><\/noscript>/);
      for (const at of ['2026-11-23T17:30:00+08:00', '2026-11-24T07:00:00+08:00']) {
        hall.clock.set(at);
        const closed = await shown();
        assert.doesNotMatch(closed, /<svg/);
        assert.match(closed, /现在不能取号/);
        assert.match(closed, /No numbers at the moment/);
        assert.match(closed, /09:00 开始办公/);
      }
    });
  });
}
