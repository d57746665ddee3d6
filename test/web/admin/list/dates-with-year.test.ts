import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const web = resolve(import.meta.dirname, '../../../../server/web');

describe('the lists of the office', () => {
  it('go on for years: none writes a date without its year', () => {
    const files = ['admin', 'staff'].flatMap((folder) =>
      readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /-(list|lines)\.ts$/.test(name))
        .map((name) => join(web, folder, name)),
    );
    assert.ok(files.length > 15);
    for (const file of files)
      assert.doesNotMatch(readFileSync(file, 'utf8'), /\b(dayTime|shortDay)\b|\bformat\w*\.day\(/, file);
  });
});
