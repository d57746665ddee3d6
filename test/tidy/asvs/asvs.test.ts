import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { everyRequirement } from './every-requirement.ts';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'server/security/asvs.md'), 'utf8');
const verdicts = ['holds', 'does not apply', 'operator', 'open'];

/** Not so yet. Nothing is added here without a word in the page. */
const open: readonly string[] = [];

interface Line {
  readonly id: string;
  readonly level: string;
  readonly verdict: string;
  readonly why: string;
}

const lines: readonly Line[] = [
  ...page.matchAll(/^\| (V[\d.]+) \| (\d) \| [^|]+ \| \*?([a-z ]+)\*? \| ([^|]+) \|$/gm),
].map(([, id = '', level = '', verdict = '', why = '']) => ({ id, level, verdict, why }));

const sources = new Map<string, string>();
function textOf(path: string): string {
  const text = sources.get(path) ?? readFileSync(join(root, path), 'utf8');
  sources.set(path, text);
  return text;
}

describe('the page of the security standard', () => {
  it('has every requirement of level 1 and 2 once, in order, with its level and a verdict', () => {
    assert.deepEqual(
      lines.map(({ id, level }) => `${id} ${level}`),
      [...everyRequirement].map(([id, level]) => `${id} ${level}`),
    );
    assert.equal(everyRequirement.size, 253);
    for (const { id, verdict } of lines) assert.ok(verdicts.includes(verdict), `${id}: ${verdict}`);
  });

  it('names for all that holds a file that does it or a test that proves it', () => {
    for (const { id, verdict, why } of lines)
      if (verdict === 'holds') assert.match(why, /`[\w/@.-]+\.\w+`|\]\(#/, id);
  });

  it('names only files and tests that are there', () => {
    for (const [, path = ''] of page.matchAll(
      /`((?:server|views|public|db|test|\.github|\.ci)\/[\w/@.-]+)`/g,
    ))
      assert.ok(existsSync(join(root, path)), path);
    let named = 0;
    for (const [, path = '', title = ''] of page.matchAll(/`(test\/[\w/.-]+\.ts)` “([^”]+)”/g)) {
      named += 1;
      assert.ok(textOf(path).includes(title), `${path} has no test “${title}”`);
    }
    assert.ok(named > 80, String(named));
  });

  it('leads to parts of itself that are there', () => {
    const parts = new Set(
      [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );
    for (const [, part = ''] of page.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(parts.has(part), part);
  });

  it('leaves open what it says, and no more', () => {
    assert.deepEqual(
      lines.filter(({ verdict }) => verdict === 'open').map(({ id }) => id),
      open,
    );
  });
});
