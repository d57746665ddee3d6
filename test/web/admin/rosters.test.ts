import assert from 'node:assert/strict';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theHolder, theSystem } from '../../../server/domain/staff/actor.ts';
import { raiseCatalogueVersion } from '../../../server/store/catalogue/catalogue-store.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Form, type Office, signIn } from './office.ts';

const at = (time: string) => Date.parse(`2026-11-27T${time}:00+08:00`);
const roster = '/admin/sites/BJ-TSY/roster';
const absences = '/admin/sites/BJ-TSY/absences';

for (const engine of engines) {
  describe(`rosters and absences [${engine}]`, function () {
    this.timeout(180_000);
    let hall: HallSystem;
    let office: Office;
    let people: readonly string[];

    const hire = async (username: string, sites: readonly string[]): Promise<string> => {
      const password = 'Correct-horse-7-battery';
      const some = { username, name: `Name of ${username}`, role: 'counter', sites, password } as const;
      await createStaff(hall.system, { ...some, actor: theSystem });
      const row = await hall.system.database.writer('staff').where({ username }).first('id');
      return row?.id ?? '';
    };
    const rowsOf = (table: 'roster_shift' | 'roster_change') => hall.system.database.writer(table).select();
    const book = (id: string, start: number) =>
      hall.system.bookings.submit(bookCommand({ id, start, mobile: `138000000${id.padStart(2, '0')}` }), {
        actor: theHolder,
      });
    const freeAt = async (time: string): Promise<number> => {
      const day = '2026-11-27';
      const answer = await hall.request.get(`/api/v1/sites/BJ-TSY/slots?service=RENEW&from=${day}&to=${day}`);
      const slots: readonly { readonly start: string; readonly free: number }[] = answer.body.days[0].slots;
      return slots.find(({ start }) => start.includes(`T${time}`))?.free ?? 0;
    };
    const saved = async (path: string, form: Form) => {
      const told = await office.send(`${path}?lang=en`, form);
      if (told.status === 303) return told;
      assert.equal(told.status, 200, told.text.match(/error-summary.*?<\/ul>/s)?.[0]);
      const token = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1] ?? '';
      return office.send(path, { ...form, _confirm: token });
    };
    /** Three people from nine to five, all of whom the three places of a slot need. */
    const weeks = async (): Promise<Form> => ({
      ...(await office.form(roster)),
      full: '3',
      ...Object.fromEntries(
        people.flatMap((staff, index) => [
          [`shifts.new${index + 1}.staff`, staff],
          [`shifts.new${index + 1}.weekdays`, ['1', '2', '3', '4', '5']],
          [`shifts.new${index + 1}.from`, '09:00'],
          [`shifts.new${index + 1}.to`, '17:00'],
          [`shifts.new${index + 1}.validFrom`, '2026-11-01'],
        ]),
      ),
    });
    const away = async (some: Form = {}): Promise<Form> => ({
      ...(await office.form(absences)),
      'changes.new1.staff': people[0] ?? '',
      'changes.new1.what': 'ill',
      'changes.new1.first': '2026-11-27',
      'changes.new1.from': '13:00',
      'changes.new1.to': '17:00',
      ...some,
    });

    before(async () => {
      hall = await startSystem({ engine });
      office = await signIn(hall, 'manager', ['BJ-TSY']);
      people = [await hire('li', ['BJ-TSY']), await hire('wang', ['BJ-TSY']), await hire('zhao', ['*'])];
    });
    after(() => hall.close());
    afterEach(async () => {
      await hall.system.database.writer.transaction(async (transaction) => {
        await transaction('roster_shift').delete();
        await transaction('roster_change').delete();
        await transaction('site').update({ roster_full: null });
        // nothing is noted of this version: everybody loads everything
        await raiseCatalogueVersion(transaction);
      });
      hall.system.catalogueCache.forget();
    });

    it('shows the weeks of people in the order in which they can be chosen', async () => {
      const form = await weeks();
      // whoever was written down first is not the first of the list
      people.forEach((_staff, index) => {
        form[`shifts.new${index + 1}.staff`] = people[(index + 2) % people.length] ?? '';
      });
      assert.equal((await saved(roster, form)).status, 303);
      const { text } = await office.agent.get(roster);
      const heads = [...text.matchAll(/<th scope="row"[^>]*>Name of (\w+)/g)].map(([, name]) => name);
      assert.deepEqual(heads, ['li', 'wang', 'zhao']);
    });

    it('an absence takes its share of the places, told with the bookings above them first, which are conflicts then and keep their places', async () => {
      for (const id of ['1', '2', '3']) assert.ok((await book(id, at('14:00'))).ok);
      const before = await freeAt('15:00');
      assert.equal((await saved(roster, await weeks())).status, 303);
      assert.deepEqual([await freeAt('15:00'), before], [3, 3], 'as many as needed are there');
      const form = await away();
      const told = await office.send(`${absences}?lang=en`, form);
      assert.equal(told.status, 200);
      assert.match(told.text, /1 booking no longer fits/);
      assert.match(told.text, /REF-3/);
      assert.equal((await rowsOf('roster_change')).length, 0, 'nothing is saved before');
      const kept = await hall.system.database.writer('place').select().orderBy('place_no');
      const done = await saved(absences, form);
      assert.match(done.headers['location'] ?? '', /conflicts\?found=1/);
      assert.deepEqual(await hall.system.database.writer('place').select().orderBy('place_no'), kept);
      assert.deepEqual([await freeAt('11:00'), await freeAt('15:00')], [3, 2]);
      const all = await Promise.all(['11', '12', '13'].map((id) => book(id, at('15:00'))));
      assert.deepEqual(all.map(({ ok }) => ok).sort(), [false, true, true]);
      const conflicts = await office.agent.get('/admin/sites/BJ-TSY/conflicts?lang=en');
      assert.match(conflicts.text, /1 booking does not fit/);
      const [audit] = await hall.system.database.writer('audit').where({ action: 'site.absences' });
      assert.match(audit?.after ?? '', /roster_change/);
    });

    it('an office that keeps no roster, or does not say how many are needed, has all of its places', async () => {
      assert.equal(await freeAt('16:00'), 3);
      assert.equal((await saved(roster, { ...(await weeks()), full: '' })).status, 303);
      assert.equal((await saved(absences, await away())).status, 303);
      assert.equal(await freeAt('16:00'), 3);
      assert.equal((await saved(roster, { ...(await office.form(roster)), full: '3' })).status, 303);
      assert.equal(await freeAt('16:00'), 2);
    });

    it('an extra shift and a swap change the day as they say', async () => {
      const shorter = { ...(await weeks()), 'shifts.new1.to': '12:00' };
      assert.equal((await saved(roster, shorter)).status, 303);
      assert.equal(await freeAt('16:00'), 2);
      const extra = await away({ 'changes.new1.what': 'extra' });
      assert.equal((await saved(absences, extra)).status, 303);
      assert.equal(await freeAt('16:00'), 3);
      const swap = {
        ...(await office.form(absences)),
        'changes.new1.staff': people[1] ?? '',
        'changes.new1.what': 'swap',
        'changes.new1.partner': people[0] ?? '',
        'changes.new1.first': '2026-11-27',
      };
      assert.equal((await saved(absences, swap)).status, 303);
      assert.equal(await freeAt('16:00'), 2, 'the extra shift is of who has a whole day now');
    });

    it('who comes second with an absence is told so, and both are not lost', async () => {
      assert.equal((await saved(roster, await weeks())).status, 303);
      const [first, second] = [await away(), await away({ 'changes.new1.staff': people[1] ?? '' })];
      assert.equal((await saved(absences, first)).status, 303);
      assert.equal((await office.send(absences, second)).status, 409);
      assert.equal((await rowsOf('roster_change')).length, 1);
    });

    it('what is wrong is said at its field, and nobody who does not work there stands in a roster', async () => {
      const stranger = await hire('chen', ['HZ']);
      const opened = await weeks();
      const wrong = async (path: string, form: Form, field: string) => {
        const answer = await office.send(`${path}?lang=en`, form);
        assert.equal(answer.status, 422, field);
        if (field !== '') assert.match(answer.text, new RegExp(`id="${field.replaceAll('.', '\\.')}-error"`));
      };
      await wrong(roster, { ...opened, full: '0' }, 'full');
      await wrong(roster, { ...(await office.form(roster)), full: '2' }, 'shifts.new1.from');
      await wrong(roster, { ...opened, 'shifts.new1.to': '08:00' }, 'shifts.new1.to');
      await wrong(roster, { ...opened, 'shifts.new1.from': '' }, 'shifts.new1.from');
      await wrong(roster, { ...opened, 'shifts.new2.staff': people[0] ?? '' }, 'shifts.new2.from');
      await wrong(roster, { ...opened, 'shifts.new1.staff': stranger }, '');
      await wrong(absences, await away({ 'changes.new1.first': '2026-11-20' }), 'changes.new1.first');
      await wrong(absences, await away({ 'changes.new1.to': '' }), 'changes.new1.to');
      const swap = { 'changes.new1.what': 'swap', 'changes.new1.from': '', 'changes.new1.to': '' };
      await wrong(absences, await away(swap), 'changes.new1.partner');
      const with1 = { ...swap, 'changes.new1.partner': people[0] ?? '' };
      await wrong(absences, await away(with1), 'changes.new1.partner');
      assert.equal((await rowsOf('roster_shift')).length, 0);
      const clerk = await signIn(hall, 'counter', ['BJ-TSY']);
      assert.equal((await clerk.agent.get(roster)).status, 403);
      const elsewhere = await signIn(hall, 'manager', ['HZ']);
      assert.notEqual((await elsewhere.agent.get(absences)).status, 200);
    });

    it('whoever has left, or works elsewhere now, counts no more, and counts again once back', async () => {
      assert.equal((await saved(roster, await weeks())).status, 303);
      assert.equal(await freeAt('16:00'), 3);
      const account = `/admin/staff/${people[1]}`;
      const boss = await signIn(hall, 'administrator');
      const { active: _closed, ...open } = await boss.form(account);
      assert.equal((await boss.send(account, open)).status, 303);
      assert.equal(await freeAt('16:00'), 2, 'the account is closed');
      const day = await office.agent.get('/admin/planner/BJ-TSY/roster?date=2026-11-27&lang=en');
      assert.doesNotMatch(day.text, /Name of wang/);
      assert.equal((await boss.send(account, { ...(await boss.form(account)), active: 'on' })).status, 303);
      assert.equal(await freeAt('16:00'), 3, 'and open again');
      assert.equal((await boss.send(account, { ...(await boss.form(account)), sites: ['HZ'] })).status, 303);
      assert.equal(await freeAt('16:00'), 2, 'and of another office');
      assert.equal(
        (await boss.send(account, { ...(await boss.form(account)), sites: ['BJ-TSY'] })).status,
        303,
      );
    });

    it('why somebody is away is for their managers: others read that they are, and the audit says no more', async () => {
      assert.equal((await saved(roster, await weeks())).status, 303);
      assert.equal((await saved(absences, await away())).status, 303);
      assert.match((await office.agent.get(absences)).text, /<option value="ill" selected>/);
      const auditor = await signIn(hall, 'auditor');
      const read = (await auditor.agent.get(`${absences}?lang=en`)).text;
      assert.match(read, /<option value="absent" selected>Absent/);
      assert.doesNotMatch(read, /"ill"|>Ill</);
      const logged = await hall.system.database.writer('audit').where({ action: 'site.absences' });
      for (const { before, after } of logged) assert.doesNotMatch(`${before}${after}`, /\bill\b/);
    });

    it('an office without anybody has nothing to save there, and leads to the first account', async () => {
      await hall.system.database
        .writer('staff')
        .where({ id: people[2] ?? '' })
        .update({ active: false });
      const boss = await signIn(hall, 'administrator');
      const shown = (await boss.agent.get('/admin/sites/BJ-ZGC/absences?lang=en')).text;
      assert.match(shown, /Nobody works at this office yet[\s\S]*?href="\/admin\/staff\/new">Add an account/);
      assert.doesNotMatch(shown, /settings__actions/);
      await hall.system.database
        .writer('staff')
        .where({ id: people[2] ?? '' })
        .update({ active: true });
    });

    it('the day shows who is at work when and for what the planned counters lack people, and the plan is bounded by them', async () => {
      assert.equal((await saved(roster, await weeks())).status, 303);
      assert.equal((await saved(absences, await away())).status, 303);
      await hall.system.database
        .writer('planned_staffing')
        .insert([540, 780].map((from) => ({ site: 'BJ-TSY', weekday: 5, from_minute: from, counters: 3 })));
      const day = '/admin/planner/BJ-TSY/roster?date=2026-11-27&lang=en';
      const shown = await office.agent.get(day);
      assert.equal(shown.status, 200);
      assert.match(shown.text, /Name of li/);
      assert.match(shown.text, /09:00–13:00/);
      assert.match(shown.text, /From 13:00 on, one person is missing/);
      assert.match(shown.text, /tag--stop">1</);
      const other = await office.agent.get('/admin/planner/BJ-TSY/roster?date=2026-11-26&lang=en');
      assert.match(other.text, /the counters follow the number of people at work/);
    });
  });
}
