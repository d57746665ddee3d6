import assert from 'node:assert/strict';
import { IntlMessageFormat } from 'intl-messageformat';
import { refusalCodes } from '../../server/domain/refusal-codes.ts';
import { chinese } from '../../server/locales/chinese.ts';
import { english } from '../../server/locales/english.ts';
import { flatten, isWordKey, words } from '../../server/locales/words.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

function parametersOf(text: string): string[] {
  const names = new Set<string>();
  const visit = (elements: Elements): void => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(String(element.value));
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe('words', () => {
  const zh = flatten(chinese);
  const en = flatten(english);

  it('both languages have the same keys', () => {
    assert.deepEqual([...en.keys()].sort(), [...zh.keys()].sort());
  });

  it('a message takes the same parameters in both languages', () => {
    for (const [key, text] of zh) assert.deepEqual(parametersOf(en.get(key) ?? ''), parametersOf(text), key);
  });

  it('no message is empty', () => {
    for (const [key, text] of [...zh, ...en]) assert.notEqual(text.trim(), '', key);
  });

  it('no English message holds Chinese, save the name of the other language', () => {
    const chineseInEnglish = [...en].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([key]) => key);
    assert.deepEqual(
      chineseInEnglish.filter((key) => key !== 'common.otherLanguage'),
      [],
    );
  });

  it('every refusal has a sentence in both languages', () => {
    for (const code of refusalCodes) {
      const given = Object.fromEntries(
        parametersOf(zh.get(`refusal.${code}`) ?? '').map((name) => [name, 1]),
      );
      assert.match(words('zh-CN')(`refusal.${code}`, given), /。$/, code);
      assert.match(words('en')(`refusal.${code}`, given), /\.$/, code);
    }
  });

  it('there is no sentence for a refusal that does not exist', () => {
    const known = new Set<string>(refusalCodes);
    const extra = [...zh.keys()].filter((key) => key.startsWith('refusal.') && !known.has(key.slice(8)));
    assert.deepEqual(extra, []);
  });

  it('parameters and plurals are put in', () => {
    assert.equal(words('zh-CN')('common.minutes', { minutes: 1 }), '约 1 分钟');
    assert.equal(words('en')('common.minutes', { minutes: 1 }), 'about 1 minute');
    assert.equal(words('en')('common.minutes', { minutes: 15 }), 'about 15 minutes');
  });

  it('a parameter that is not given is a bug and says so', () => {
    assert.throws(() => words('zh-CN')('common.minutes'), /common\.minutes needs minutes/);
  });

  it('a key made at run time can be checked', () => {
    assert.equal(isWordKey('refusal.slot_taken'), true);
    assert.equal(isWordKey('refusal.nonsense'), false);
  });
});
