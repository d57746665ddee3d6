import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../server/locales/en');

/** Descriptions of the interface for other systems, whose field is called so. */
const ofTheInterface = new Set(['docs.json', 'api.json']);
/** The website itself is meant, or an address or a parameter that is spelt so. */
const meansAnother = new Set([
  'error.json link.text',
  'online.json stepsText',
  'channels.json templates.wechat',
  'settings.json hall.hint.numberByPhone',
]);

function leaves(words: object, path: readonly string[] = []): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, [...path, key])
      : [[[...path, key].join('.'), String(value)] as [string, string]],
  );
}

/** Parameters are not read by anybody. */
function said(text: string): string {
  return text.replaceAll(/\{\w+\}/g, '');
}

describe('English words for the people of an office', () => {
  it('call an office an office, and nothing else', () => {
    const strays = readdirSync(folder)
      .filter((file) => !ofTheInterface.has(file))
      .flatMap((file) =>
        leaves(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object)
          .filter(([key, text]) => /\bsites?\b/i.test(said(text)) && !meansAnother.has(`${file} ${key}`))
          .map(([key, text]) => `${file} ${key}: ${text}`),
      );
    assert.deepEqual(strays, []);
  });

  it('an exception says what is meant, and is one', () => {
    for (const exception of meansAnother) {
      const [file = '', key = ''] = exception.split(' ');
      const found = leaves(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object).find(
        ([one]) => one === key,
      );
      assert.match(said(found?.[1] ?? ''), /\bsites?\b/i, exception);
    }
  });
});
