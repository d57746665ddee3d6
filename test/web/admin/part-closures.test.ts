import assert from 'node:assert/strict';
import { settleConflicts } from '../../../server/actions/catalogue/settle-conflicts.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { type Form, type Office, signIn } from './office.ts';

const at = (time: string) => Date.parse(`2026-11-27T${time}:00+08:00`);

interface Day {
  readonly state: string;
  readonly reason?: { readonly kind: string; readonly words?: { readonly en: string } };
  readonly slots: readonly { readonly start: string; readonly free: number }[];
}

for (const engine of engines) {
  describe(`closing a part of a site, and places kept back [${engine}]`, () => {
    let hall: HallSystem;
    let office: Office;
    const parts = '/admin/sites/BJ-TSY/parts';
    const places = '/admin/sites/BJ-TSY/places';
    const fridays: Form = {
      'parts.new1.part': 'queue:BJ-TSY:A',
      'parts.new1.first': '2026-11-27',
      'parts.new1.last': '2027-02-26',
      'parts.new1.weekdays': ['5'],
      'parts.new1.except': '2026-12-25',
      'parts.new1.from': '13:00',
      'parts.new1.to': '17:00',
      'parts.new1.reason.zh-CN': '业务学习',
      'parts.new1.reason.en': 'Training',
    };
    const rows = () => hall.system.database.writer('part_closure').select();
    const book = (id: string, start: number) =>
      hall.system.bookings.submit(bookCommand({ id, start, mobile: `138000000${id.padStart(2, '0')}` }), {
        actor: theHolder,
      });
    const dayOf = async (date: string, service = 'RENEW'): Promise<Day> => {
      const answer = await hall.request.get(
        `/api/v1/sites/BJ-TSY/slots?service=${service}&from=${date}&to=${date}`,
      );
      assert.equal(answer.status, 200, answer.text);
      return answer.body.days[0];
    };
    const saved = async (path: string, form: Form) => {
      const told = await office.send(`${path}?lang=en`, form);
      if (told.status === 303) return told;
      assert.equal(told.status, 200, told.text.match(/error-summary.*?<\/ul>/s)?.[0]);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      return office.send(path, { ...form, _confirm: token });
    };

    beforeEach(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      office = await signIn(hall, 'manager', ['BJ-TSY']);
    });
    afterEach(() => hall.close());

    it('a queue is closed every Friday afternoon: told with its bookings first, then neither offered nor booked, other queues are', async () => {
      assert.ok((await book('1', at('14:00'))).ok);
      assert.ok((await book('2', at('09:00'))).ok);
      const form = { ...(await office.form(parts)), ...fridays };
      const told = await office.send(`${parts}?lang=en`, form);
      assert.equal(told.status, 200);
      assert.match(told.text, /1 booking no longer fits/);
      assert.match(told.text, /REF-1/);
      assert.match(told.text, /Its queue is closed then/);
      assert.equal((await rows()).length, 0);
      assert.equal((await saved(parts, form)).status, 303);
      assert.equal((await rows()).length, 1);
      const stored = await hall.system.database.writer('booking').where({ id: '1' }).first('state');
      assert.equal(stored?.state, 'confirmed');
      const friday = await dayOf('2026-11-27');
      assert.equal(friday.slots.length, 12);
      assert.deepEqual([friday.reason?.kind, friday.reason?.words?.en], ['closure', 'Training']);
      const refused = await book('3', at('15:00'));
      assert.equal(refused.ok ? 'booked' : refused.code, 'not_offered');
      assert.equal((await dayOf('2026-11-27', 'NEW')).slots.length > 12, true);
      const conflicts = await office.agent.get('/admin/sites/BJ-TSY/conflicts?lang=en');
      assert.match(conflicts.text, /1 booking does not fit/);
      const sites = (await hall.request.get('/api/v1/sites').expect(200)).body;
      const [closure] = (sites.sites ?? sites).find(
        ({ code }: { code: string }) => code === 'BJ-TSY',
      ).partClosures;
      assert.deepEqual([closure.part, closure.queue, closure.weekdays], ['queue', 'A', [5]]);
      const move = { site: 'BJ-TSY', act: 'move', bookings: ['1'], start: null, staff: somebody } as const;
      assert.deepEqual(await settleConflicts(hall.system, move), { done: 1, left: 0 });
      const mail = await hall.system.database.writer('outbox').where({ template: 'moved_by_office' }).first();
      assert.match(mail?.parameters ?? '', /业务学习/);
      const [audit] = await hall.system.database.writer('audit').where({ action: 'site.part_closures' });
      assert.match(audit?.after ?? '', /part_closure/);
    });

    it('what is wrong with a closure is said at its field, and what was typed stays', async () => {
      const opened = await office.form(parts);
      const wrong = async (change: Form, field: string) => {
        const answer = await office.send(`${parts}?lang=en`, { ...opened, ...fridays, ...change });
        assert.equal(answer.status, 422, JSON.stringify(change));
        assert.match(answer.text, new RegExp(`id="parts\\.new1\\.${field}-error"`), JSON.stringify(change));
        assert.match(answer.text, /value="Training"/);
      };
      await wrong({ 'parts.new1.part': 'queue:BJ-TSY:Z' }, 'part');
      await wrong({ 'parts.new1.part': 'places:BJ-TSY:A' }, 'places');
      await wrong({ 'parts.new1.first': '2026-11-20' }, 'first');
      await wrong({ 'parts.new1.last': '2026-11-26' }, 'last');
      await wrong({ 'parts.new1.last': '2030-01-01' }, 'last');
      await wrong({ 'parts.new1.weekdays': ['9'] }, 'weekdays');
      await wrong({ 'parts.new1.except': 'Christmas' }, 'except');
      await wrong({ 'parts.new1.except': '2026-12-24' }, 'except');
      await wrong(
        { 'parts.new1.last': '2026-11-27', 'parts.new1.weekdays': ['1'], 'parts.new1.except': '' },
        'weekdays',
      );
      await wrong({ 'parts.new1.to': '12:00' }, 'to');
      await wrong({ 'parts.new1.to': '' }, 'to');
      assert.equal((await rows()).length, 0);
    });

    it('who comes second with a closure or with places is told so, and nothing is written over', async () => {
      const [first, second] = [await office.form(parts), await office.form(parts)];
      assert.equal((await saved(parts, { ...first, ...fridays })).status, 303);
      const late = await office.send(parts, { ...second, ...fridays, 'parts.new1.reason.en': 'Other' });
      assert.equal(late.status, 409);
      assert.equal((await rows()).length, 1);
      const [one, two] = [await office.form(places), await office.form(places)];
      assert.equal((await saved(places, { ...one, 'queues.BJ-TSY:A.walkInShare': '20' })).status, 303);
      assert.equal((await office.send(places, { ...two, 'queues.BJ-TSY:A.walkInShare': '30' })).status, 409);
    });

    it('some places of a queue are closed, and the bookings above what is left are conflicts that keep their places', async () => {
      for (const id of ['1', '2', '3']) assert.ok((await book(id, at('09:00'))).ok);
      const kept = await hall.system.database.writer('place').select().orderBy('place_no');
      const form = { ...(await office.form(parts)), ...fridays };
      const fewer = {
        ...form,
        'parts.new1.part': 'places:BJ-TSY:A',
        'parts.new1.places': '2',
        'parts.new1.from': '',
        'parts.new1.to': '',
      };
      const told = await office.send(`${parts}?lang=en`, fewer);
      assert.match(told.text, /2 bookings no longer fit/);
      assert.equal((await saved(parts, fewer)).status, 303);
      assert.deepEqual(await hall.system.database.writer('place').select().orderBy('place_no'), kept);
      assert.equal((await dayOf('2026-11-27')).slots.find(({ start }) => start.includes('T10:00'))?.free, 1);
      assert.equal((await dayOf('2026-12-04')).slots[0]?.free, 1);
      assert.equal((await dayOf('2026-12-03')).slots[0]?.free, 3);
    });

    it('places by the time of day are offered and booked as they are planned, and those above a smaller plan are conflicts', async () => {
      const form: Form = {
        ...(await office.form(places)),
        'queues.BJ-TSY:A.spans.s1.from': '09:00',
        'queues.BJ-TSY:A.spans.s1.until': '10:00',
        'queues.BJ-TSY:A.spans.s1.places': '5',
        'queues.BJ-TSY:A.spans.s2.from': '16:00',
        'queues.BJ-TSY:A.spans.s2.until': '17:00',
        'queues.BJ-TSY:A.spans.s2.places': '0',
      };
      assert.equal((await saved(places, form)).status, 303);
      const day = await dayOf('2026-11-27');
      const free = (time: string) => day.slots.find(({ start }) => start.includes(`T${time}`))?.free;
      assert.deepEqual([free('09:45'), free('10:00'), free('15:45'), free('16:00')], [5, 3, 3, undefined]);
      for (const id of ['1', '2', '3', '4', '5']) assert.ok((await book(id, at('09:00'))).ok);
      const none = await book('6', at('09:00'));
      assert.equal(none.ok ? 'booked' : none.code, 'slot_taken');
      const less = { ...(await office.form(places)), 'queues.BJ-TSY:A.spans.s1.places': '4' };
      const told = await office.send(`${places}?lang=en`, less);
      assert.match(told.text, /1 booking no longer fits/);
    });

    it('half of the places wait for the second release, the day says when, and then all of them are bookable', async () => {
      const form: Form = {
        ...(await office.form(places)),
        laterAt: '15:00',
        'queues.BJ-TSY:A.walkInShare': '0',
        'queues.BJ-TSY:A.laterShare': '100',
      };
      assert.equal((await saved(places, form)).status, 303);
      const before = await dayOf('2026-11-27');
      assert.deepEqual(
        [before.state, before.reason],
        ['full', { kind: 'more_later', opensAt: '2026-11-26T15:00:00.000+08:00' }],
      );
      const early = await book('1', at('09:00'));
      assert.equal(early.ok ? 'booked' : early.code, 'slot_taken');
      hall.clock.set(Date.parse('2026-11-26T15:00:00+08:00'));
      assert.equal(
        (await dayOf('2026-11-27')).slots.reduce((sum, { free }) => sum + free, 0),
        28 * 3,
      );
      assert.ok((await book('1', at('09:00'))).ok);
    });

    it('of many who book at once none gets a place that is kept for walk-ins; staff do with intent and a reason, marked', async () => {
      const form = { ...(await office.form(places)), 'queues.BJ-TSY:A.walkInShare': '67' };
      assert.equal((await saved(places, form)).status, 303);
      const day = await dayOf('2026-11-27');
      const free = day.slots.find(({ start }) => start.includes('T09:00'))?.free ?? 0;
      assert.ok(free > 0 && free < 3);
      const all = await Promise.all(['1', '2', '3', '4', '5'].map((id) => book(id, at('09:00'))));
      assert.equal(all.filter(({ ok }) => ok).length, free);
      const desk = (id: string, reason: string) =>
        hall.system.bookings.submit(
          bookCommand({
            ...{ id, start: at('09:00'), mobile: `138000000${id}`, keptBack: true, source: 'staff' },
            actor: { kind: 'staff', reason },
          }),
          { actor: somebody },
        );
      const without = await desk('11', '');
      assert.equal(without.ok ? 'booked' : without.code, 'reason_required');
      assert.ok((await desk('12', '老人')).ok);
      const list = await office.agent.get('/admin/day?site=BJ-TSY&date=2026-11-27&view=bookings&lang=en');
      assert.equal(list.text.split('Kept place').length - 1 > 0, true);
      const visit = await office.agent.get(
        '/admin/day/new?site=BJ-TSY&date=2026-11-27&service=RENEW&lang=en',
      );
      assert.match(visit.text, /left, \d kept/);
    });

    it('a release that nobody could use is refused on both pages, and shares of more than all at their field', async () => {
      const opened = await office.form(places);
      const later = { ...opened, laterAt: '', 'queues.BJ-TSY:A.laterShare': '50' };
      const missing = await office.send(places, later);
      assert.equal(missing.status, 422);
      assert.match(missing.text, /id="laterAt-error"/);
      const much = { ...later, laterAt: '15:00', 'queues.BJ-TSY:A.walkInShare': '60' };
      assert.match((await office.send(places, much)).text, /id="queues\.BJ-TSY:A\.laterShare-error"/);
      assert.equal((await saved(places, { ...later, laterAt: '15:00' })).status, 303);
      const rules = '/admin/sites/BJ-TSY/rules';
      const refused = await office.send(rules, { ...(await office.form(rules)), firstWorkingDay: '2' });
      assert.equal(refused.status, 422);
      assert.match(refused.text, /id="firstWorkingDay-error"/);
    });
  });
}
