import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const run = (command: string, ...words: string[]): string =>
  execFileSync(command, words, { cwd: root, encoding: 'utf8' });

interface PartsList {
  readonly bomFormat: string;
  readonly components: readonly { readonly purl: string }[];
}

describe('the parts list', function () {
  this.timeout(60_000);
  before(() => void run('npm', 'run', '--silent', 'sbom'));

  it('is CycloneDX, and has every package that the application asks for, in its very version', () => {
    const list = JSON.parse(readFileSync(resolve(root, 'var/sbom.json'), 'utf8')) as PartsList;
    const { dependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    assert.equal(list.bomFormat, 'CycloneDX');
    const there = new Set(list.components.map(({ purl }) => decodeURIComponent(purl)));
    const missing = Object.entries(dependencies)
      .map(([name, version]) => `pkg:npm/${name}@${version}`)
      .filter((purl) => !there.has(purl));
    assert.deepEqual(missing, []);
  });

  it('names a licence for each, and none that forbids what we do with it', () => {
    assert.match(run('node', '.ci/licences.mjs'), /^ +\d+ {2}MIT$/m);
  });
});
