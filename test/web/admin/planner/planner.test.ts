import assert from 'node:assert/strict';
import { recordDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import { keepRecord } from '../../../../server/store/statistics/recorded-day-store.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { type Form, type Office, signIn } from '../office.ts';

const site = 'BJ-TSY';
const address = `/admin/planner/${site}?weekday=2&lang=en`;
const renew = [{ code: 'RENEW', quantity: 1 }];

/** A Tuesday on which somebody came every four minutes. */
async function keepTuesday({ system }: HallSystem, day: string): Promise<void> {
  const midnight = Date.parse(`${day}T00:00:00+08:00`);
  const empty = recordDay({ day, midnight, sessions: [], bookings: [], events: [] });
  const walkIns = Array.from({ length: 100 }, (_, index) => ({
    at: 545 + 4 * index,
    queue: `${site}:A`,
    priority: false,
    services: renew,
  }));
  const visits = walkIns.map(() => ({ services: renew, minutes: 9, by: `${site}-1` }));
  const worked = { [`${site}-1`]: [[540, 1020]], [`${site}-2`]: [[540, 720]] } as const;
  await keepRecord(system.database.writer, { site, day, version: 1 }, { ...empty, walkIns, visits, worked });
}

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
      assert.match(answer.text, /id="demand-error"|No day of this site has been recorded/);
      assert.match(answer.text, /name="percent" value="135"/);
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
      for (const day of ['2026-11-10', '2026-11-17']) await keepTuesday(hall, day);
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
      const tuesday = shown.text.split('<section').find((part) => part.includes('Tuesday, ')) ?? '';
      assert.match(tuesday, /\d+ tickets expected \(\d+–\d+\)/);
      assert.match(tuesday, /<th scope="row" class="nowrap">09:30–10:00<\/th>/);
      // the one weekday that is planned
      assert.match(tuesday, /The planned counters will/);
      const form = await office.form(address);
      const names = Object.keys(form).filter((name) => name.startsWith('a.'));
      const one = Object.fromEntries(names.map((name) => [name, '1']));
      assert.equal((await office.send(address, { ...form, ...one, _act: 'save-a' })).status, 303);
      const few = (await office.agent.get(ahead).expect(200)).text;
      assert.match(few, /will not do: nine in ten of those who come at \d\d:\d\d wait up to closing time/);
      assert.match(few, /will not do: about \d+ tickets will not be called by closing time/);
      const monday = shown.text.split('<section').find((part) => part.includes('Monday, ')) ?? '';
      assert.match(monday, /No counters are planned for this day/);
    });

    it('is not for somebody of another site, and not for counter staff', async () => {
      const elsewhere = await signIn(hall, 'manager', ['HZ']);
      assert.equal((await elsewhere.agent.get(address)).status, 403);
      const counter = await signIn(hall, 'counter', [site]);
      assert.equal((await counter.agent.get(address)).status, 403);
    });
  });
}
