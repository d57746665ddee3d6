import assert from 'node:assert/strict';
import { type DeclaredPage, patternOf } from '../../../server/web/declared-page.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { type Form, inputsOf } from '../admin/office.ts';
import { signedIn, signIn } from '../staff/staff-browser.ts';
import { FormReader, formPages } from './form-examples.ts';

/** Forms that make something new or say something of one moment, of one field, or whose fields hang together: no two can be put back alone. */
const cannotMeet: ReadonlySet<string> = new Set([
  '/admin/day/tickets/:ticket/change',
  '/admin/day/tickets/:ticket/void',
  '/admin/day/tickets/:ticket/deferral',
  '/admin/day/tickets/:ticket/booking',
  '/admin/day/tickets/:ticket/correction',
  '/admin/day/:reference/change',
  '/admin/ratings/:ticket',
  '/admin/planner/:site',
  '/admin/sites/new',
  '/admin/sites/:site/channel-order',
  '/admin/sites/:site/services',
  '/admin/services/new',
  '/admin/services/:service/questions/:question',
  '/admin/closures/new',
  '/admin/calendar/import',
  '/admin/calendar/day',
]);

const both = (name: string, words: string): Form => ({ [`${name}.zh-CN`]: words, [`${name}.en`]: words });

/** Saved once before two people meet, where nothing is stored that could be changed. */
const beforehand: Readonly<Record<string, Form>> = {
  '/admin/sites/:site/closures': {
    'closures.new1.date': '2026-12-30',
    'closures.new1.kind': 'closed',
    ...both('closures.new1.reason', 'Stocktaking'),
  },
  '/admin/sites/:site/parts': {
    'parts.new1.part': 'site',
    'parts.new1.first': '2026-12-29',
    ...both('parts.new1.reason', 'Fire drill'),
  },
  '/admin/sites/:site/roster': {
    'shifts.new1.weekdays': ['1', '2', '3'],
    'shifts.new1.from': '09:00',
    'shifts.new1.to': '17:00',
    'shifts.new1.validFrom': '2026-11-02',
  },
  '/admin/sites/:site/absences': {
    'changes.new1.what': 'training',
    'changes.new1.first': '2026-12-29',
    'changes.new1.from': '09:00',
    'changes.new1.to': '12:00',
  },
  '/admin/outlets': {
    'outlets.new1.city': 'BJ',
    ...both('outlets.new1.name', 'A branch'),
    ...both('outlets.new1.address', 'A street'),
    'outlets.new1.telephone': '010-85734201',
  },
  '/admin/sites/:site/channels/:kind': {
    url: 'https://gateway.invalid/sms',
    secret: 'a signing key of ours',
  },
};

/** What is not shown again has to be typed each time. */
const always: Readonly<Record<string, Form>> = {
  '/admin/sites/:site/channels/:kind': { secret: 'a signing key of ours' },
};

/** Other values of a field, of which one may be good. */
function others(name: string, value: Form[string] | undefined): readonly Form[string][] {
  if (Array.isArray(value)) return [value.slice(1)];
  if (value === undefined) return ['on'];
  if (value === 'on') return [[]];
  if (/^\d\d:\d\d$/.test(value)) return [value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return [];
  if (/^\d+$/.test(value) && !name.endsWith('label'))
    return [String(Number(value) + 1), String(Number(value) - 1)];
  return [`${value}x`, 'x'];
}

interface Change {
  readonly name: string;
  readonly before: Form[string] | undefined;
  readonly after: Form[string];
}

/** An unticked box is sent as nothing. */
function isSame(one: Form[string] | undefined, other: Form[string] | undefined): boolean {
  return String(one ?? '') === String(other ?? '');
}

for (const engine of engines) {
  describe(`two people with one form [${engine}]`, function () {
    this.timeout(180_000);
    let hall: HallSystem;
    let reader: FormReader;
    /** what two people can change of a form, each by itself */
    const met = new Map<string, { readonly theirs: Change; readonly mine: Change }>();

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      reader = await FormReader.of(hall);
    });
    after(() => hall.close());

    async function endSessionsOf(username: string): Promise<void> {
      const { writer } = hall.system.database;
      const found = await writer('staff').where({ username }).first('id');
      await writer('staff_session')
        .where({ staff: String(found?.id) })
        .delete();
    }

    /** Sends a form, and what its change would do once it has been told. */
    async function save(page: DeclaredPage, form: Form) {
      // no two saves are of one moment, by which versions of a notice stand in order
      hall.clock.advance(1);
      const { send } = await reader.open(page);
      const first = await send(form);
      const told = /name="_confirm" value="([^"]+)"/.exec(first.text)?.[1];
      return told === undefined || first.status !== 200 ? first : send({ ...form, _confirm: told });
    }

    async function takes(page: DeclaredPage, name: string, value: Form[string]): Promise<boolean> {
      const { form } = await reader.open(page);
      const answer = await save(page, { ...form, ...always[patternOf(page)], [name]: value });
      return answer.status === 303 && isSame((await reader.open(page)).form[name], value);
    }

    async function changeOf(page: DeclaredPage, without: string | null): Promise<Change | null> {
      const { form, text } = await reader.open(page);
      const boxes = [...text.matchAll(/type="checkbox" id="[^"]+" name="([^"]+)"/g)].map(
        ([, name = '']) => name,
      );
      let left = 30;
      for (const name of new Set([...Object.keys(form), ...boxes])) {
        if (/^_|\.new\d|\.remove$|role/.test(name) || name === without) continue;
        for (const after of others(name, form[name])) {
          left -= 1;
          if (left < 0) return null;
          // there and back and there again: what can be put back is what the other will put back
          const tried = [after, form[name] ?? [], after];
          let good = true;
          for (const value of tried) good = good && (await takes(page, name, value));
          if (good) return { name, before: form[name], after };
        }
      }
      return null;
    }

    for (const page of formPages) {
      const name = patternOf(page);

      it(`${name}: what the other saved meanwhile survives, and so does what was typed`, async () => {
        const opened = await reader.open(page);
        if (!opened.form['_revision'] || page.get === undefined || cannotMeet.has(name)) return;
        assert.ok(opened.form['_opened'] !== undefined, `${name} says what it was opened with`);
        const first = beforehand[name];
        if (first !== undefined)
          assert.equal((await save(page, { ...opened.form, ...first })).status, 303, name);
        const theirs = await changeOf(page, null);
        const mine = theirs && (await changeOf(page, theirs.name));
        assert.ok(theirs !== null && mine !== null, `${name}: no two fields can be changed by themselves`);
        const read = (await reader.open(page)).form;
        const more = always[name];
        const back = ({ name: field, before }: Change) => ({ ...more, [field]: before ?? [] });
        const saved = await save(page, { ...read, ...back(theirs) });
        assert.equal(saved.status, 303, `${name}: ${theirs.name}`);
        const late = await save(page, { ...read, ...back(mine) });
        assert.equal(late.status, 409, late.text.slice(0, 300));
        const merged = inputsOf(late.text);
        for (const { name: field, before } of [theirs, mine])
          assert.ok(isSame(merged[field], before), `${field} is ${merged[field]} and not ${before}`);
        const again = await save(page, { ...merged, ...more });
        assert.equal(again.status, 303, again.text.slice(0, 300));
        const { form } = await reader.open(page);
        for (const { name: field, before } of [theirs, mine])
          assert.ok(isSame(form[field], before), `${field} is stored as ${form[field]}`);
        met.set(name, { theirs, mine });
      });

      it(`${name}: what was kept of an ended session meets it the same way`, async () => {
        const changes = met.get(name);
        if (changes === undefined) return;
        const { theirs, mine } = changes;
        const more = always[name];
        const agent = await signedIn(hall, 'door');
        const address = reader.pageOf(page);
        const send = (form: Form) =>
          agent.post(address).set('Sec-Fetch-Site', 'same-origin').type('form').send(form);
        const opened = inputsOf((await agent.get(address)).text);
        const read = (await reader.open(page)).form;
        assert.equal((await save(page, { ...read, ...more, [theirs.name]: theirs.after })).status, 303);
        await endSessionsOf('door');
        const lost = await send({ ...opened, [mine.name]: mine.after });
        assert.match(lost.headers['location'] ?? '', /[?&]kept=1/, `${name} was not kept`);
        await signIn(agent, 'door');
        const back = inputsOf((await agent.get(address)).text);
        assert.ok(isSame(back[mine.name], mine.after), `${mine.name} is there as it was typed`);
        const late = await send({ ...back, ...more });
        assert.equal(late.status, 409, 'it is told before it is saved');
        const merged = { ...inputsOf(late.text), ...more };
        for (const { name: field, after } of [theirs, mine])
          assert.ok(isSame(merged[field], after), `${field} is ${merged[field]} and not ${after}`);
        hall.clock.advance(1);
        const told = await send(merged);
        const confirm = /name="_confirm" value="([^"]+)"/.exec(told.text)?.[1];
        const again = told.status === 200 && confirm ? await send({ ...merged, _confirm: confirm }) : told;
        assert.equal(again.status, 303, again.text.slice(0, 300));
        const { form } = await reader.open(page);
        for (const { name: field, after } of [theirs, mine])
          assert.ok(isSame(form[field], after), `${field} is stored as ${form[field]}`);
        assert.ok(!(await agent.get(address)).text.includes('kept-form'), 'once saved it is forgotten');
      });
    }

    it('a field that both have changed is a choice of two values, and nothing is saved before it is made', async () => {
      const page = formPages.find((one) => patternOf(one) === '/admin/sites/:site/hours');
      assert.ok(page);
      const { form } = await reader.open(page);
      const field = Object.keys(form).find((name) => /^\d\d:\d\d$/.test(String(form[name]))) ?? '';
      assert.equal((await save(page, { ...form, [field]: '08:40' })).status, 303);
      const late = await save(page, { ...form, [field]: '08:50' });
      assert.equal(late.status, 409);
      const merged = inputsOf(late.text);
      assert.equal(merged[field], undefined, 'neither is chosen');
      for (const value of ['08:50', '08:40'])
        assert.ok(late.text.includes(`name="${field}" value="${value}"`), value);
      const ignored = await save(page, merged);
      assert.equal(ignored.status, 409, 'a choice that was not made saves nothing');
      assert.ok(ignored.text.includes(`name="${field}" value="08:50"`), 'and is asked again');
      assert.equal((await reader.open(page)).form[field], '08:40');
      assert.equal((await save(page, { ...inputsOf(ignored.text), [field]: '08:50' })).status, 303);
      assert.equal((await reader.open(page)).form[field], '08:50');
    });
  });
}
