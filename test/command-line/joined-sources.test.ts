import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const project = resolve(import.meta.dirname, '../..');

/** A project of two sources, which `run.mjs` joins where Node cannot run them as they are. */
describe('sources that are joined into one file', function () {
  this.timeout(60_000);
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'hall-joined-'));
    mkdirSync(join(root, 'server'));
    for (const file of ['package.json', 'tsconfig.json', 'server/run.mjs'])
      copyFileSync(join(project, file), join(root, file));
    symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
    write(
      'said.ts',
      "import { word } from './word.ts';\nimport list from './list.json' with { type: 'json' };\nconsole.log(word, list[0]);",
    );
    write('word.ts', "export const word: string = 'one';");
    write('list.json', '["first"]');
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(root, 'server', name), `${text}\n`);
  const said = async (): Promise<string> => {
    const run = ['--no-warnings', 'server/run.mjs', 'server/said.ts'];
    return (await promisify(execFile)(process.execPath, run, { cwd: root })).stdout.trim();
  };
  /** when each of what was joined was written */
  const joined = (): ReadonlyMap<string, number> => {
    const folder = join(root, 'var/run');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    return new Map(files.map((file) => [file, statSync(join(folder, file)).mtimeMs]));
  };

  it('are joined once, as long as each reads as it did', async () => {
    assert.equal(await said(), 'one first');
    const before = joined();
    assert.equal(
      before.size === 0,
      Boolean(Reflect.get(process.features, 'typescript')),
      'newer ones join nothing',
    );
    assert.equal(await said(), 'one first');
    assert.deepEqual(joined(), before);
  });

  it('are what runs: whichever of them has changed, and however it was joined before', async () => {
    write('word.ts', "export const word: string = 'two';");
    assert.equal(await said(), 'two first');
    write('list.json', '["second"]');
    assert.equal(await said(), 'two second');
    write('word.ts', "export const word: string = 'one';");
    write('list.json', '["first"]');
    assert.equal(await said(), 'one first');
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    assert.equal(await said(), 'one first');
  });

  it('are joined anew where the file, or what says of what it was made, is gone or broken', async () => {
    for (const file of joined().keys()) {
      rmSync(join(root, 'var/run', file));
      assert.equal(await said(), 'one first', file);
    }
    const list = join(root, 'var/run/said-of.json');
    for (const text of ['', '{}', 'null', '{"name":"../../server/word.ts","sources":[],"hash":""}']) {
      if (existsSync(list)) writeFileSync(list, text);
      assert.equal(await said(), 'one first', text);
    }
  });
});
