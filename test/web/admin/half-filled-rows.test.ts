import assert from 'node:assert/strict';
import { hallAndOffice } from './hall-and-office.ts';
import { inputsOf, signIn } from './office.ts';

/** Forms with rows for what is not there yet. */
const forms = [
  ...['closures', 'parts', 'queues', 'materials', 'counters', 'roster', 'absences', 'notices'].map(
    (part) => `/admin/sites/BJ-TSY/${part}`,
  ),
  '/admin/services/RENEW/materials',
  '/admin/services/RENEW/questions/new',
  ...['materials', 'outlets', 'cities', 'closures/reasons'].map((section) => `/admin/${section}`),
];

interface Blank {
  readonly name: string;
  readonly value: string;
}

/** What somebody could fill in first in the first new row, each with something that it takes. */
function blanksOf(html: string): readonly Blank[] {
  const form = html.split('<form').find((one) => one.includes('class="settings"')) ?? '';
  const inputs = [...form.matchAll(/<(?:input|textarea)\s([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const [, name = ''] = /(?:^|\s)name="([^"]*\.new1\.[^"]*)"/.exec(attributes) ?? [];
    const value = /\svalue="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const box = /type="(checkbox|radio)"/.test(attributes);
    if (name === '' || /\schecked/.test(attributes) || (!box && value !== '')) return [];
    const typed = { date: '2027-03-01', time: '09:00', number: '5' }[
      /type="(\w+)"/.exec(attributes)?.[1] ?? ''
    ];
    return [{ name, value: box ? value || 'on' : (typed ?? 'X') }];
  });
  const choices = [...form.matchAll(/<select\s([^>]*)>(.*?)<\/select>/gs)].flatMap(
    ([, of = '', options = '']) => {
      const [, name = ''] = /(?:^|\s)name="([^"]*\.new1\.[^"]*)"/.exec(of) ?? [];
      const values = [...options.matchAll(/value="([^"]*)"/g)].map(([, value = '']) => value);
      const other = values.find((value) => value !== '');
      return name !== '' && values.includes('') && other !== undefined ? [{ name, value: other }] : [];
    },
  );
  return [...inputs, ...choices];
}

describe('a new row of which one field is filled in', function () {
  this.timeout(120_000);
  const suite = hallAndOffice('sqlite');
  // rosters are of people
  before(() => signIn(suite.hall, 'counter', ['BJ-TSY']));

  for (const path of forms)
    it(`is kept, or what it lacks is named, but never left out without a word: ${path}`, async () => {
      const { agent, send } = suite.office;
      const blanks = blanksOf((await agent.get(path)).text);
      assert.ok(blanks.length > 0, 'no field of a new row was found');
      const lost: string[] = [];
      for (const { name, value } of blanks) {
        const before = inputsOf((await agent.get(path)).text);
        const answer = await send(path, { ...before, [name]: value });
        if (answer.status === 303 && rowsIn(before) === rowsIn(inputsOf((await agent.get(path)).text)))
          lost.push(name);
      }
      assert.deepEqual(lost, []);
    });
});

function rowsIn(form: object): number {
  const keys = Object.keys(form).flatMap((name) => /^\w+\.([^.]+)\./.exec(name)?.[1] ?? []);
  return new Set(keys.filter((key) => !/^new\d/.test(key))).size;
}
