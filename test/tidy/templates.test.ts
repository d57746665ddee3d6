import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { checkTypes } from './templates/check-types.ts';
import { longestLine, templateProblems } from './templates/typed-template.ts';

const root = resolve(import.meta.dirname, '../..');

/** A misspelling in a template, and what the check must say of it. */
const misspellings: readonly (readonly [string, string, string])[] = [
  ['kiosk/slip', 'view.wait ', 'view.waiting '],
  ['booking/show-booking', 'view.stateHelp', 'view.stateHlep'],
  ['booking/show-booking', 'view.minutes', 'view.minute'],
  ['booking/show-booking', '"<%= view.telephoneHref %>"', '"<%= view.telephoneHerf %>"'],
  ['partials/csrf', 'page.csrfToken %>', 'page.csrfTokn %>'],
  ['layouts/public', "partial('masthead', { menu", "partial('masthead', { many"],
  ['mail/message', 'view.greeting', 'view.greting'],
];

/** Changes of templates that are spelt well, each of which writes what nobody has escaped or might be missing. */
const careless: readonly (readonly [string, string, string])[] = [
  ['public/services', "<%= t('services.title') %>", '<%- view.services[0]?.name %>'],
  ['focus-form', 'view.notice !== null', 'view.notice !== undefined'],
  ['partials/list-cell', '<%= text %>', '<%- text %>'],
];

describe('the check of templates', function () {
  this.timeout(120_000);
  let folder = '';
  let problems: readonly string[] = [];
  const lines = new Map<string, number>();

  before(() => {
    mkdirSync(join(root, 'var'), { recursive: true });
    folder = mkdtempSync(join(root, 'var/misspelt-'));
    const views = join(folder, 'views');
    const generated = `${folder}-typed`;
    cpSync(join(root, 'views'), views, { recursive: true });
    for (const [name, right, wrong] of [...misspellings, ...careless]) {
      const path = join(views, `${name}.ejs`);
      const text = readFileSync(path, 'utf8');
      const at = text.indexOf(right);
      assert.notEqual(at, -1, `${name} has no ${right}`);
      lines.set(`${name} ${wrong}`, text.slice(0, at).split('\n').length);
      writeFileSync(path, text.slice(0, at) + wrong + text.slice(at + right.length));
    }
    const include = [`../${basename(generated)}`, '../../server/**/*.d.ts'];
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include }));
    problems = checkTypes(relative(process.cwd(), views), relative(process.cwd(), generated), folder);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${folder}-typed`, { recursive: true, force: true });
  });

  for (const [name, right, wrong] of misspellings)
    it(`finds ${wrong.trim()} for ${right.trim()} in ${name}.ejs, with its line`, () => {
      assert.deepEqual(found(name, wrong).length, 1, problems.join('\n'));
    });

  for (const [name, , wrong] of careless)
    it(`finds ${wrong} in ${name}.ejs, which may write what is not escaped, or nothing`, () => {
      assert.deepEqual(found(name, wrong).length, 1, problems.join('\n'));
    });

  it('finds nothing else', () => {
    const own = problems.filter((line) => /^\S*views\//.test(line));
    assert.deepEqual(own.length, misspellings.length + careless.length, problems.join('\n'));
  });

  it('wants a declared view and lines that can be read', () => {
    const long = `<p>${'x'.repeat(longestLine)}</p>`;
    assert.deepEqual(
      templateProblems(`<h1>title</h1>\n${long}\n`).map(({ line }) => line),
      [1, 2],
    );
    assert.deepEqual(templateProblems('<%# view: none -%>\n<p>short</p>\n'), []);
  });

  function found(name: string, wrong: string): readonly string[] {
    const place = `views/${name}.ejs:${lines.get(`${name} ${wrong}`)}:`;
    return problems.filter((line) => line.includes(place));
  }
});
