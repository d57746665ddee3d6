import assert from 'node:assert/strict';
import type { Locale } from '../../../server/domain/catalogue/words.ts';
import { patternOf } from '../../../server/web/declared-page.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import type { Form } from '../admin/office.ts';
import { FormReader, formPages } from './form-examples.ts';

const plain = (html: string): string =>
  html
    .replace(/<span class="field__optional">[\s\S]*?<\/span>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

const exactly = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What people see a field called: by its label, the legend of its group, or the row and column of its table. */
function nameOf(html: string, field: string): string | null {
  const id = exactly(field);
  const found = [
    `<label[^>]* for="${id}"[^>]*>([\\s\\S]*?)</label>`,
    `<[^>]*\\sid="${id}-label"[^>]*>([\\s\\S]*?)</span>`,
    `<fieldset[^>]* id="${id}"[^>]*>\\s*<legend[^>]*>([\\s\\S]*?)</legend>`,
    `<[^>]* id="${id}"[^>]* aria-label="([^"]*)"`,
    `<label[^>]*><input[^>]* id="${id}"[^>]*>([\\s\\S]*?)</label>`,
  ].flatMap((pattern) => new RegExp(pattern).exec(html)?.[1] ?? []);
  return found[0] === undefined ? null : plain(found[0]);
}

/** Pieces of a name by which a sentence speaks of it. */
function piecesOf(name: string, locale: Locale): string[] {
  if (locale === 'en')
    return (name.toLowerCase().match(/[\p{L}-]{4,}/gu) ?? []).map((word) => word.slice(0, 5));
  return Array.from({ length: name.length - 1 }, (_, at) => name.slice(at, at + 2));
}

/** An entry of the office says the label itself; a sentence of a public page is about what the label says. */
function speaksOf(
  entry: string,
  name: string,
  { locale, office }: { locale: Locale; office: boolean },
): boolean {
  if (entry.toLowerCase().includes(name.toLowerCase())) return true;
  return !office && piecesOf(name, locale).some((piece) => entry.toLowerCase().includes(piece));
}

/** Everything that can be typed or chosen, left out. */
function emptied(form: Form): Form {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, name.startsWith('_') || name === 'next' ? value : '']),
  );
}

describe('what is wrong with a form', function () {
  this.timeout(120_000);
  let hall: HallSystem;
  let reader: FormReader;

  before(async () => {
    hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning });
    reader = await FormReader.of(hall);
  });
  after(() => hall.close());

  for (const locale of ['zh-CN', 'en'] as const)
    it(`names the field that was left empty as the page calls it, in the language of who reads (${locale})`, async () => {
      const silent: Record<string, readonly string[]> = {};
      let told = 0;
      for (const page of formPages) {
        const opened = await reader.open(page, locale);
        const { text, status } = await opened.send(emptied(opened.form));
        if (status !== 422) continue;
        const office = text.includes('<form class="settings"');
        const list = /<div class="error-summary"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '';
        const wrong = [...list.matchAll(/<a href="#([^"]+)">([\s\S]*?)<\/a>/g)].flatMap(
          ([, id = '', said = '']) => {
            // a browser sends what is on the page, and one of these always
            if (page.get === undefined && !text.includes(` id="${id}"`)) return [];
            const select = new RegExp(`<select[^>]* id="${exactly(id)}"[\\s\\S]*?</select>`).exec(text)?.[0];
            if (select !== undefined && !select.includes('value=""')) return [];
            const name = nameOf(text, id);
            told += 1;
            return name !== null && speaksOf(plain(said), name, { locale, office })
              ? []
              : [`${name ?? `#${id}`}: ${plain(said)}`];
          },
        );
        if (wrong.length > 0) silent[patternOf(page)] = wrong;
      }
      assert.deepEqual(silent, {});
      assert.ok(told > 40, `${told}`);
    });
});
