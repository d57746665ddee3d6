import assert from 'node:assert/strict';
import { words } from '../../../../server/locales/words.ts';
import { declared, everyListLaws } from './every-list-laws.ts';

it('every list that is declared belongs to a page that is declared', () => {
  const names = declared.map(({ list }) => list.name);
  assert.ok(declared.length >= 20);
  const known = 'keys outbox audit agency bookings tickets devices log staff days';
  for (const name of known.split(' ')) assert.ok(names.includes(name), name);
});

it('every list says in a sentence of its own, in both languages, what to do when it is empty', () => {
  const said = new Map<string, string>();
  for (const { list } of declared)
    for (const locale of ['zh-CN', 'en'] as const) {
      const sentence = words(locale)(list.empty.none);
      // a statement, and what comes of it or what to do
      assert.ok(sentence.length >= (locale === 'en' ? 40 : 14), `${list.name}: ${sentence}`);
      const before = said.get(sentence);
      assert.ok(before === undefined || before === list.empty.none, `${list.name} says ${sentence}`);
      said.set(sentence, list.empty.none);
    }
  // a list that stands on two pages is one
  const once = new Map(declared.map(({ list }) => [`${list.name} ${list.empty.none}`, list.empty.none]));
  const usual = [...once.values()];
  const shared = [...new Set(usual)].filter((key) => usual.indexOf(key) !== usual.lastIndexOf(key));
  // tables of one page, which says it once
  assert.deepEqual(shared, ['statistics.none']);
});

everyListLaws('sqlite');
