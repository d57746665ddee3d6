import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { inputsOf, type Office, signIn } from './office.ts';

const tuesday = '2026-11-24';
const conflicts = '/admin/sites/BJ-TSY/conflicts';
const closures = '/admin/sites/BJ-TSY/closures';
const closure = {
  'closures.new1.kind': 'closed',
  'closures.new1.date': tuesday,
  'closures.new1.reason.zh-CN': '系统升级',
  'closures.new1.reason.en': 'Maintenance',
};

for (const engine of engines) {
  describe(`visits that a closure has hit, settled by staff [${engine}]`, () => {
    let hall: HallSystem;
    let office: Office;
    let csrf: string;
    const booking = (id: string) =>
      hall.system.database.writer('booking').where({ id }).first('state', 'starts_at', 'day');

    beforeEach(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      office = await signIn(hall, 'manager', ['BJ-TSY']);
      for (const id of ['b1', 'b2']) {
        const start = Date.parse(`${tuesday}T09:00:00+08:00`);
        const mobile = `1380000000${id.slice(1)}`;
        const done = await hall.system.bookings.submit(bookCommand({ id, start, mobile }), {
          actor: theHolder,
        });
        assert.ok(done.ok, JSON.stringify(done));
      }
      csrf = String(inputsOf((await office.agent.get(closures)).text)['_csrf']);
    });
    afterEach(() => hall.close());

    async function close() {
      const form = { ...(await office.form(closures)), ...closure };
      const told = await office.send(`${closures}?lang=en`, form);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      return office.send(closures, { ...form, _confirm: token });
    }

    it('a closure that leaves visits without a place leads to their list and says how many there are', async () => {
      const saved = await close();
      assert.equal(saved.headers['location'], `${conflicts}?found=2`);
      const list = (await office.agent.get(`${conflicts}?found=2&lang=en`)).text;
      assert.match(list, /2 bookings no longer fit because of it/);
      const badge = /class="tab-badge number"[^>]*>(\d+)</;
      assert.equal(badge.exec(list)?.[1], '2');
      assert.equal(
        badge.exec((await office.agent.get('/admin/sites/BJ-TSY/hours')).text)?.[1],
        '2',
        'on every tab',
      );
      assert.match(
        (await office.agent.get('/admin?lang=en')).text,
        /2 bookings no longer fit and are not settled/,
      );
    });

    it('what does not fit already is not told again by the next save', async () => {
      await close();
      const form = await office.form(closures);
      const next = { ...form, ...closure, 'closures.new1.date': '2026-12-02' };
      const answer = await office.send(`${closures}?lang=en`, next);
      assert.equal(answer.headers['location'], `${closures}?saved=1`);
    });

    it('what one press did is taken back within two minutes, and nobody is told of it', async () => {
      await close();
      const asked = await office.send(conflicts, { _csrf: csrf, act: 'cancel', booking: 'b1' });
      assert.match(asked.headers['location'] ?? '', /ask=b1&how=cancel/, 'one is asked first');
      assert.equal((await booking('b1'))?.state, 'confirmed');
      for (const act of ['move', 'cancel']) {
        const done = await office.send(conflicts, { _csrf: csrf, act });
        const batch = /batch=([\w-]+)/.exec(done.headers['location'] ?? '')?.[1] ?? '';
        const shown = await office.agent.get(done.headers['location'] ?? '');
        assert.ok(shown.text.includes(`name="batch" value="${batch}"`));
        const back = await office.send(conflicts, { _csrf: csrf, act: 'take_back', batch });
        assert.match(back.headers['location'] ?? '', /back=2&kept=0/);
        for (const id of ['b1', 'b2']) {
          const { state, day } = (await booking(id)) ?? {};
          assert.deepEqual([state, day], ['confirmed', tuesday]);
        }
      }
      const told = await hall.system.database
        .writer('outbox')
        .whereIn('template', ['moved_by_office', 'cancelled_by_office'])
        .whereNot({ state: 'superseded' });
      assert.equal(told.length, 0);
      const late = await office.send(conflicts, { _csrf: csrf, act: 'move' });
      hall.clock.advance(2 * 60_000);
      const batch = /batch=([\w-]+)/.exec(late.headers['location'] ?? '')?.[1] ?? '';
      const refused = await office.send(conflicts, { _csrf: csrf, act: 'take_back', batch });
      assert.match(refused.headers['location'] ?? '', /back=0/);
      const over = (await office.agent.get(`${refused.headers['location']}&lang=en`)).text;
      assert.match(over, /Nothing was taken back: the two minutes are over/);
      assert.doesNotMatch(over, /have their own times again/);
      const reloaded = (await office.agent.get(late.headers['location'] ?? '')).text;
      assert.doesNotMatch(reloaded, /value="take_back"/, 'what is over is not offered');
    });

    it('times that one press has offered are taken back within two minutes, and nobody is asked', async () => {
      await close();
      const database = hall.system.database.writer;
      const asks = () =>
        database('outbox').where({ template: 'times_offered' }).whereNot({ state: 'superseded' });
      const offer = async () => {
        const done = await office.send(conflicts, { _csrf: csrf, act: 'offer' });
        const where = done.headers['location'] ?? '';
        assert.match(where, /offer=2/);
        return { where, batch: /batch=([\w-]+)/.exec(where)?.[1] ?? '' };
      };
      const takeBack = async (batch: string) =>
        (await office.send(conflicts, { _csrf: csrf, act: 'take_back', batch })).headers['location'] ?? '';
      const first = await offer();
      assert.match(
        (await office.agent.get(`${first.where}&lang=en`)).text,
        /told in two minutes; until then/,
      );
      const kept = await database('place').whereNotNull('hold');
      assert.ok(kept.length > 0);
      const due = (await asks()).map((row) => Number(row.due_at) - hall.clock.now());
      assert.ok(due.length > 0 && due.every((later) => later >= 2 * 60_000), 'asked after that');
      assert.match(await takeBack(first.batch), /back=2&kept=0/);
      assert.deepEqual([await database('time_offer'), await asks()], [[], []]);
      assert.deepEqual(await database('place').whereNotNull('hold'), [], 'the times are free again');
      assert.match(await takeBack(first.batch), /back=0&kept=0/, 'once');
      const answered = await offer();
      const declined = { type: 'decline_times', booking: 'b1', site: 'BJ-TSY' } as const;
      assert.ok((await hall.system.bookings.submit(declined, { actor: theHolder })).ok);
      assert.equal((await asks()).filter(({ booking: id }) => id === 'b1').length, 0, 'it is answered');
      assert.match(await takeBack(answered.batch), /back=1&kept=0/);
      const late = await offer().catch(() => null);
      assert.ok(late !== null);
      hall.clock.advance(2 * 60_000);
      assert.doesNotMatch((await office.agent.get(late.where)).text, /value="take_back"/);
      assert.match(
        await takeBack(late.batch),
        /back=0&kept=0/,
        'it is too late, and nobody else was quicker',
      );
      assert.equal((await database('time_offer')).length, 2);
      for (const batch of ['%', '_', ''])
        assert.equal(
          (await office.send(conflicts, { _csrf: csrf, act: 'take_back', batch })).status,
          404,
          batch,
        );
    });

    it('a colleague of the office takes it back as well, once, and nobody of another office', async () => {
      await close();
      const done = await office.send(conflicts, { _csrf: csrf, act: 'move' });
      const where = done.headers['location'] ?? '';
      const batch = /batch=([\w-]+)/.exec(where)?.[1] ?? '';
      assert.match((await office.agent.get(where)).text, /value="take_back"/);
      const press = async (sites: readonly string[], role: 'manager' | 'administrator' = 'manager') => {
        const { agent, send } = await signIn(hall, role, sites);
        const page = (await agent.get('/staff/account')).text;
        return send(conflicts, { _csrf: String(inputsOf(page)['_csrf']), act: 'take_back', batch });
      };
      assert.equal((await press(['HZ'])).status, 403);
      assert.notEqual((await booking('b1'))?.day, tuesday);
      assert.match((await press(['BJ-TSY', 'HZ'])).headers['location'] ?? '', /back=2&kept=0/);
      assert.equal((await booking('b1'))?.day, tuesday);
      const twice = (await press(['*'], 'administrator')).headers['location'] ?? '';
      assert.match(twice, /back=0&kept=0/);
      assert.match((await office.agent.get(`${twice}&lang=en`)).text, /or it was taken back already/);
      assert.doesNotMatch((await office.agent.get(where)).text, /value="take_back"/);
    });

    it('what an enterprise has settled meanwhile is not done again, and the page says so', async () => {
      await close();
      const holder = { kind: 'holder' } as const;
      const own = { booking: 'b1', site: 'BJ-TSY', actor: holder } as const;
      const given = await hall.system.bookings.submit(
        { type: 'cancel', ...own, chance: 0 },
        { actor: theHolder },
      );
      assert.ok(given.ok);
      const late = await office.send(conflicts, { _csrf: csrf, act: 'move', booking: 'b1', confirmed: '1' });
      const said = (await office.agent.get(`${late.headers['location']}&lang=en`)).text;
      assert.match(said, /Nothing was left to do: the enterprise or a colleague has just settled it/);
      assert.doesNotMatch(said, /0 bookings? w/);
      assert.equal((await booking('b1'))?.state, 'cancelled');
    });

    it('a visit that its enterprise has given up since stays given up', async () => {
      await close();
      const done = await office.send(conflicts, { _csrf: csrf, act: 'move' });
      const batch = /batch=([\w-]+)/.exec(done.headers['location'] ?? '')?.[1] ?? '';
      const own = { booking: 'b1', site: 'BJ-TSY', actor: { kind: 'holder' } } as const;
      const given = await hall.system.bookings.submit(
        { type: 'cancel', ...own, chance: 0 },
        { actor: theHolder },
      );
      assert.ok(given.ok, JSON.stringify(given));
      const back = await office.send(conflicts, { _csrf: csrf, act: 'take_back', batch });
      assert.match(back.headers['location'] ?? '', /back=1&kept=[01]$/);
      assert.deepEqual([(await booking('b1'))?.state, (await booking('b2'))?.day], ['cancelled', tuesday]);
    });
  });
}
