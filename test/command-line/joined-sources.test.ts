import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const project = resolve(import.meta.dirname, '../..');

/** A project of a few sources, which `run.mjs` joins where Node cannot run them as they are. */
describe('sources that are joined into one file', function () {
  this.timeout(60_000);
  let root: string;
  before(function () {
    // newer ones run the sources themselves
    if (Reflect.get(process.features, 'typescript')) this.skip();
    root = mkdtempSync(join(tmpdir(), 'hall-joined-'));
    mkdirSync(join(root, 'server/other'), { recursive: true });
    for (const file of ['package.json', 'tsconfig.json', 'server/run.mjs', 'server/joined-file.mjs'])
      copyFileSync(join(project, file), join(root, file));
    symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
    write(
      'said.ts',
      `import list from './list.json' with { type: 'json' };
       import { word } from './word.ts';
       console.log(word, list[0]);`,
    );
    write('word.ts', "export const word: string = 'one';");
    write('list.json', '["first"]');
    write('other/said.ts', "console.log('another');");
  });
  after(() => {
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });

  const write = (name: string, text: string): void => writeFileSync(join(root, 'server', name), `${text}\n`);
  const said = async (entry = 'server/said.ts'): Promise<string> => {
    const run = ['--no-warnings', 'server/run.mjs', entry];
    return (await promisify(execFile)(process.execPath, run, { cwd: root })).stdout.trim();
  };
  const inRun = (file: string): string => join(root, 'var/run', file);
  /** what was joined, and when each file was written */
  const joined = (): ReadonlyMap<string, number> =>
    new Map(readdirSync(inRun('')).map((file) => [file, statSync(inRun(file)).mtimeMs]));

  it('are joined once, as long as each reads as it did', async () => {
    assert.equal(await said(), 'one first');
    const before = joined();
    assert.equal(before.size, 3, 'the file, its map and what they were made of');
    assert.equal(await said(), 'one first');
    assert.deepEqual(joined(), before);
  });

  it('are what runs, whichever of them has changed, and however it was joined before', async () => {
    write('word.ts', "export const word: string = 'two';");
    assert.equal(await said(), 'two first');
    write('list.json', '["second"]');
    assert.equal(await said(), 'two second');
    write('word.ts', "export const word: string = 'one';");
    write('list.json', '["first"]');
    assert.equal(await said(), 'one first');
  });

  it('are joined anew by another tool', async () => {
    const before = joined();
    const manifest = join(root, 'tsconfig.json');
    writeFileSync(manifest, `${readFileSync(manifest, 'utf8')}\n`);
    assert.equal(await said(), 'one first');
    assert.notDeepEqual(joined(), before);
  });

  it('of two programs of one name are two files', async () => {
    for (const _ of [1, 2]) {
      assert.equal(await said(), 'one first');
      assert.equal(await said('server/other/said.ts'), 'another');
    }
  });

  it('are joined anew where a file is gone, half written when a machine went dark, or not known any more', async () => {
    rmSync(inRun(''), { recursive: true });
    await said();
    const files = [...joined().keys()];
    const sizes = files.map((file) => statSync(inRun(file)).size);
    const harms: readonly ((file: string) => void)[] = [
      (file) => rmSync(inRun(file)),
      (file) => writeFileSync(inRun(file), ''),
      (file) => writeFileSync(inRun(file), 'null'),
    ];
    for (const harm of harms)
      for (const file of files) {
        harm(file);
        assert.equal(await said(), 'one first', file);
        assert.deepEqual(
          files.map((one) => statSync(inRun(one)).size),
          sizes,
          `${file} is whole again`,
        );
      }
  });

  it('run without one of the tools, too', async () => {
    rmSync(join(root, 'tsconfig.json'));
    assert.equal(await said(), 'one first');
    assert.equal(await said(), 'one first');
  });
});
