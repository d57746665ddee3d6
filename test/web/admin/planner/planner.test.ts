import assert from 'node:assert/strict';
import { warnOfStaffing } from '../../../../server/jobs/warn-of-staffing.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { keepBusyDay } from '../../../support/recorded-days.ts';
import { type Form, type Office, signIn } from '../office.ts';

const site = 'BJ-TSY';
const address = `/admin/planner/${site}?weekday=2&lang=en`;
for (const engine of engines) {
  describe(`the planner of counters [${engine}]`, () => {
    let hall: HallSystem;
    let office: Office;
    before(async () => {
      hall = await startSystem({ engine });
      office = await signIn(hall, 'manager', [site]);
    });
    after(() => hall?.close());

    const typedForm = async (more: Form = {}): Promise<Form> => {
      const form = await office.form(address);
      const names = Object.keys(form).filter((name) => name.startsWith('tickets.'));
      return { ...form, demand: 'typed', ...Object.fromEntries(names.map((name) => [name, '6'])), ...more };
    };

    it('has nothing to go by before a day was recorded, says so at its field and keeps what was typed', async () => {
      const form = await office.form(address);
      assert.equal(form['demand'], 'typed');
      const answer = await office.send(address, { ...form, demand: 'own', percent: '135' });
      assert.equal(answer.status, 422);
      assert.match(answer.text, /id="demand-error"|No day of this office has been recorded/);
      assert.match(answer.text, /name="percent" value="135"/);
    });

    it('has its thread begin with the first look, so that the first answer need not wait for it', async () => {
      const { planner } = hall.system;
      const begun: string[] = [];
      const begin = planner.begin.bind(planner);
      for (const path of ['/admin/planner', address]) {
        planner.begin = () => begun.push(path);
        await office.agent.get(path).expect(200);
      }
      planner.begin = begin;
      assert.deepEqual(begun, ['/admin/planner', address]);
    });

    it('plays typed tickets and shows both plans as pictures and as tables', async () => {
      const form = await typedForm();
      const b = Object.fromEntries(
        Object.keys(form)
          .filter((name) => name.startsWith('b.'))
          .map((name) => [name, '1']),
      );
      const answer = await office.send(address, { ...form, ...b });
      assert.equal(answer.status, 200, answer.text.slice(0, 500));
      assert.equal(answer.text.match(/<svg role="img"/g)?.length, 2);
      assert.match(answer.text, /Nine in ten are called within/);
      assert.match(answer.text, /value="6"/);
    });

    it('finds the fewest counters, fills plan B with them, and says what cannot be done', async () => {
      const answer = await office.send(address, await typedForm({ _act: 'search', target: '30' }));
      assert.equal(answer.status, 200);
      assert.match(answer.text, /Plan B is the smallest that was found/);
      assert.match(answer.text, /name="b\.h0930" value="[1-9]"/);
      const crowd = await typedForm({ _act: 'search', target: '1' });
      const full = Object.fromEntries(
        Object.keys(crowd)
          .filter((name) => name.startsWith('tickets.'))
          .map((name) => [name, '90']),
      );
      assert.match(
        (await office.send(address, { ...crowd, ...full })).text,
        /this cannot be done: from \d\d:\d\d on/,
      );
    });

    it('refuses more counters than there are, nonsense and an empty crowd, each at its field', async () => {
      const form = await typedForm({ 'a.h0930': '99', target: 'soon' });
      const nonsense = await office.send(address, form);
      assert.equal(nonsense.status, 422);
      assert.match(nonsense.text, /href="#target"/);
      const many = await office.send(address, { ...form, target: '20' });
      assert.equal(many.status, 422);
      assert.match(many.text, /id="a\.h0930-error">There are \d+ counters/);
      const names = Object.keys(form).filter((name) => name.startsWith('tickets.'));
      const nobody = await typedForm(Object.fromEntries(names.map((name) => [name, ''])));
      const empty = await office.send(address, nobody);
      assert.match(empty.text, /Enter how many tickets come/);
    });

    it('saves a plan as the weekday is staffed, with its audit, and not over what somebody else has saved', async () => {
      const form = await typedForm({ _act: 'save-a', 'a.h0930': '3' });
      const saved = await office.send(address, form);
      assert.equal(saved.status, 303, saved.text.slice(0, 300));
      const shown = await office.agent.get(`${saved.headers['location']}&lang=en`).expect(200);
      assert.match(shown.text, /Saved: this is how the weekday is planned now/);
      assert.match(shown.text, /name="a\.h0930" value="3"/);
      const { reader } = hall.system.database;
      const rows = await reader('planned_staffing').where({ site, weekday: 2, from_minute: 570 });
      assert.equal(rows[0]?.counters, 3);
      const [line] = await reader('audit').where({ action: 'planner.save' });
      assert.equal(line?.subject, site);
      assert.match(line?.after ?? '', /"570":3/);
      const late = await office.send(address, { ...form, 'a.h0930': '1' });
      assert.equal(late.status, 409);
      assert.equal(
        (await reader('planned_staffing').where({ site, weekday: 2, from_minute: 570 }))[0]?.counters,
        3,
      );
      const list = await office.agent.get('/admin/planner?lang=en').expect(200);
      assert.match(list.text, /Tuesday/);
    });

    it('plays the recorded days of the weekday once there are some, and what its counters did is plan A', async () => {
      for (const day of ['2026-11-10', '2026-11-17'])
        await keepBusyDay(hall.system.database.writer, site, day);
      const wednesday = address.replace('weekday=2', 'weekday=3');
      const form = await office.form(wednesday);
      assert.equal(form['demand'], 'own');
      assert.equal(form['a.h0930'], '2');
      assert.equal(form['a.h1500'], '1');
      const answer = await office.send(wednesday, form);
      assert.equal(answer.status, 200);
      assert.match(answer.text, /2 recorded days/);
    });

    it('tells of the next week who is expected, and of planned counters whether they will do', async () => {
      const ahead = `/admin/planner/${site}/ahead?lang=en`;
      const elsewhere = await signIn(hall, 'manager', ['HZ']);
      assert.equal((await elsewhere.agent.get(ahead)).status, 403);
      const shown = await office.agent.get(ahead).expect(200);
      const tuesday = shown.text.split('<section').find((part) => part.includes('<h2>Tuesday')) ?? '';
      assert.match(tuesday, /\d+ tickets expected \(\d+–\d+\)/);
      assert.match(tuesday, /<th scope="row" class="nowrap">09:30–10:00<\/th>/);
      // who comes at lunch is of the day too
      assert.match(tuesday, /12:00–12:30<\/th><td[^>]*>[1-9]\d*<\/td><td[^>]*>[^<]*<\/td><td[^>]*>closed</);
      // the one weekday that is planned
      assert.match(tuesday, /The planned counters will/);
      const form = await office.form(address);
      const names = Object.keys(form).filter((name) => name.startsWith('a.'));
      const one = Object.fromEntries(names.map((name) => [name, '1']));
      assert.equal((await office.send(address, { ...form, ...one, _act: 'save-a' })).status, 303);
      const few = (await office.agent.get(ahead).expect(200)).text;
      assert.match(
        few,
        /will not do: more than one in ten of those who come around \d\d:\d\d will not be called/,
      );
      assert.match(few, /about \d+ tickets of the day will be left/);
      const monday = shown.text.split('<section').find((part) => part.includes('<h2>Monday')) ?? '';
      assert.match(monday, /No counters are planned for this day/);
    });

    it('warns on the overview and on the floor of days whose counters will not do, until their plan is changed', async () => {
      const tuesday = '2026-12-01';
      const save = async (counters: string): Promise<void> => {
        const form = await office.form(address);
        const names = Object.keys(form).filter((name) => name.startsWith('a.'));
        const plan = Object.fromEntries(names.map((name) => [name, counters]));
        assert.equal((await office.send(address, { ...form, ...plan, _act: 'save-a' })).status, 303);
      };
      const said = /Tuesday,? 1 December 2026: the planned counters will not do: more than one in ten/;
      const pages = ['/admin?lang=en', `/floor/${site}?lang=en`];
      const saying = async (its: Office): Promise<boolean[]> =>
        Promise.all(pages.map(async (page) => said.test((await its.agent.get(page)).text)));
      const before = hall.clock.now();
      hall.clock.set(`${tuesday.replace('12-01', '11-30')}T10:00:00+08:00`);
      try {
        office = await signIn(hall, 'manager', [site]);
        await save('1');
        assert.deepEqual(await saying(office), [false, false]);
        await warnOfStaffing(hall.system);
        assert.deepEqual(await saying(office), [true, true]);
        const overview = (await office.agent.get('/admin?lang=en')).text;
        assert.ok(overview.includes(`href="/admin/planner/${site}/ahead"`));
        const elsewhere = await signIn(hall, 'manager', ['HZ']);
        assert.deepEqual(await saying(elsewhere), [false, false]);
        await save('2');
        assert.deepEqual(await saying(office), [false, false]);
      } finally {
        hall.clock.set(before);
      }
    });

    it('is not for somebody of another site, and not for counter staff', async () => {
      const elsewhere = await signIn(hall, 'manager', ['HZ']);
      assert.equal((await elsewhere.agent.get(address)).status, 403);
      const counter = await signIn(hall, 'counter', [site]);
      assert.equal((await counter.agent.get(address)).status, 403);
    });
  });
}
