import assert from 'node:assert/strict';
import type { Response } from 'supertest';
import { patternOf } from '../../../server/web/declared-page.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import type { Form } from '../admin/office.ts';
import { FormReader, formPages } from './form-examples.ts';

/** Longer than any field takes; it must come back escaped. */
const nonsense = `<i>"${'nonsense '.repeat(300)}`;
const written = '&lt;i&gt;&#34;nonsense';

/** The first inputs filled with nonsense, as many as a body may hold. */
function spoiled(form: Form): Form {
  const names = Object.keys(form).filter((name) => !name.startsWith('_') && name !== 'next');
  const wrong = names.slice(0, 12).map((name) => [name, nonsense]);
  return { ...form, ...Object.fromEntries(wrong.length > 0 ? wrong : [['recipient', nonsense]]) };
}

function assertToldAsWrong({ text }: Response, name: string): void {
  assert.match(text, /<title>(错误：|Error: )/, name);
  assert.equal(text.match(/\sautofocus>/g)?.length, 1, `${name}: one thing has the focus`);
}

for (const engine of engines) {
  describe(`every form of a page [${engine}]`, function () {
    this.timeout(120_000);
    let hall: HallSystem;
    let reader: FormReader;

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      reader = await FormReader.of(hall);
    });
    after(() => hall.close());

    for (const page of formPages) {
      const name = patternOf(page);

      it(`${name}: nonsense is 422, told at its fields and in a list with the focus, and stays as it was typed`, async () => {
        const opened = await reader.open(page);
        const answer = await opened.send(spoiled(opened.form));
        assert.equal(answer.status, 422, answer.text.slice(0, 300));
        assertToldAsWrong(answer, name);
        const { text } = answer;
        const list = /<div class="error-summary"[^>]*autofocus>.*?<\/div>/s.exec(text)?.[0] ?? '';
        const targets = [...list.matchAll(/href="#([^"]+)"/g)].map(([, target = '']) => target);
        assert.ok(targets.length > 0, text.slice(0, 300));
        if (page.get === undefined) return;
        for (const target of targets) assert.ok(text.includes(`id="${target}"`), `${name} has no #${target}`);
        assert.match(text, /class="field__error"/, name);
        const secret = /type="password"|one-time-code/.test(text);
        if (/<(input|textarea)[^>]*(type="(text|tel|email)"|rows=)/.test(text) && !secret)
          assert.ok(text.includes(written), `${name} keeps what was typed`);
        assert.doesNotMatch(text, /type="password"[^>]*value="[^"]/, name);
      });

      it(`${name}: without the token of the form nothing is done`, async () => {
        const opened = await reader.open(page);
        const { _csrf, ...rest } = opened.form;
        assert.ok(_csrf, `${name} has a token`);
        assert.equal(
          (await opened.send({ ...rest, ...reader.filling(page, opened), _csrf: '' })).status,
          403,
        );
      });

      it(`${name}: what somebody else has changed meanwhile is not written over`, async () => {
        const opened = await reader.open(page);
        // a form without a revision makes something new, or says something of this very moment
        if (!opened.form['_revision']) return;
        const answer = await opened.send({
          ...opened.form,
          ...reader.filling(page, opened),
          _revision: 'of another time',
        });
        assert.equal(answer.status, 409, answer.text.slice(0, 300));
        assertToldAsWrong(answer, name);
        assert.match(answer.text, /role="alert" tabindex="-1"\s+autofocus/);
        // what is sealed is another each time
        const { _csrf: _now, _opener: _who, ...after } = (await reader.open(page)).form;
        const { _csrf: _then, _opener: _whoThen, ...before } = opened.form;
        assert.deepEqual(after, before);
      });

      it(`${name}: what is good is done, and leads on`, async () => {
        if (page.get === undefined) return;
        const opened = await reader.open(page);
        const filled = { ...opened.form, ...reader.filling(page, opened) };
        const first = await opened.send(filled);
        // what a change would do is told before it is done
        const told = /name="_confirm" value="([^"]+)"/.exec(first.text)?.[1];
        const answer = told === undefined ? first : await opened.send({ ...filled, _confirm: told });
        const shownOnce = answer.status === 200 && answer.headers['cache-control'] === 'no-store';
        if (shownOnce) assert.match(answer.text, /id="(key|generated-password|secret)"|recovery-codes/, name);
        else
          assert.equal(
            answer.status,
            303,
            /error-summary.*?<\/ul>/s.exec(answer.text)?.[0] ?? answer.text.slice(0, 300),
          );
      });
    }
  });
}
