import assert from 'node:assert/strict';
import { type DeclaredPage, patternOf } from '../../../server/web/declared-page.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { type Form, inputsOf } from '../admin/office.ts';
import { type Agent, signedIn, signIn } from '../staff/staff-browser.ts';
import { FormReader, formPages } from './form-examples.ts';

const mark = 'class="notice kept-form"';

/** Of the office, with a page of their own. */
const ofTheOffice = formPages.filter(
  ({ audience, get }) => typeof audience === 'object' && get !== undefined,
);

/** What is in the fields of people, without what is about the form and what is never shown again. */
function typedIn(form: Form, secrets: readonly string[]): Form {
  return Object.fromEntries(
    Object.entries(form).filter(
      ([name]) => !name.startsWith('_') && name !== 'form' && !secrets.includes(name),
    ),
  );
}

for (const engine of engines) {
  describe(`what was typed when a session ended [${engine}]`, function () {
    this.timeout(240_000);
    let hall: HallSystem;
    let reader: FormReader;
    let agent: Agent;
    let other: Agent;

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      reader = await FormReader.of(hall);
      agent = await signedIn(hall, 'wu');
      other = await signedIn(hall, 'door');
    });
    after(() => hall.close());

    async function endSessions(): Promise<void> {
      const { writer } = hall.system.database;
      const wu = await writer('staff').where({ username: 'wu' }).first('id');
      await writer('staff_session')
        .where({ staff: String(wu?.id) })
        .delete();
    }

    const send = (by: Agent, page: DeclaredPage, form: Form) =>
      by.post(reader.pageOf(page)).set('Sec-Fetch-Site', 'same-origin').type('form').send(form);

    async function save(page: DeclaredPage, form: Form) {
      const first = await send(agent, page, form);
      const told = /name="_confirm" value="([^"]+)"/.exec(first.text)?.[1];
      return told === undefined || first.status !== 200
        ? first
        : send(agent, page, { ...form, _confirm: told });
    }

    for (const page of ofTheOffice) {
      const name = patternOf(page);

      it(`${name}: is there again for whoever typed it, is nobody else's, and can be saved`, async () => {
        const address = reader.pageOf(page);
        const { text } = await agent.get(address);
        const secrets = [...text.matchAll(/type="password"[^>]*name="([^"]+)"/g)].map(([, one = '']) => one);
        const filling = reader.filling(page, { text });
        const filled = { ...inputsOf(text), ...filling };
        await endSessions();
        const lost = await send(agent, page, filled);
        assert.equal(lost.status, 303, `${name}: ${lost.text.slice(0, 200)}`);
        const to = new URL(lost.headers['location'] ?? '', 'http://hall.invalid');
        assert.equal(to.pathname, '/staff/sign-in');
        assert.equal(to.searchParams.get('kept'), '1', `${name} was not kept`);
        const theirs = await other.get(address);
        assert.ok(!theirs.text.includes(mark), 'somebody else is offered nothing');
        const entered = await signIn(agent, 'wu', undefined, to.searchParams.get('next') ?? '');
        const back = await agent.get(entered.headers['location'] ?? '');
        assert.equal(back.status, 200, entered.headers['location']);
        assert.equal(back.text.split(mark).length, 2, `${name} says that it is not saved`);
        const again = inputsOf(back.text);
        const shown = inputsOf(text);
        for (const [field, value] of Object.entries(typedIn(filled, secrets)))
          if (field in shown || field in again) assert.deepEqual(again[field], value, `${name}: ${field}`);
        for (const secret of secrets) assert.ok(!again[secret], `${secret} is not written again`);
        // secrets are typed again, and a button is pressed again
        const typedAgain = Object.fromEntries(
          Object.entries(filling).filter(([one]) => one.startsWith('_') || secrets.includes(one)),
        );
        const saved = await save(page, { ...again, ...typedAgain });
        const shownOnce = saved.status === 200 && /id="(key|generated-password|secret)"/.test(saved.text);
        assert.ok(saved.status === 303 || shownOnce, /error-summary.*?<\/ul>/s.exec(saved.text)?.[0] ?? name);
        const after = await agent.get(address);
        assert.ok(!after.text.includes(mark), `${name}: once saved it is forgotten`);
      });
    }
  });
}
