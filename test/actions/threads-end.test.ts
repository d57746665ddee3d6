import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Each file that begins a thread, with something that has it work. */
const threads: Readonly<Record<string, readonly [file: string, work: string]>> = {
  'server/actions/beside-loop.ts': [
    'server/web/admin/statistics/draw-beside.ts',
    `const chart = { label: 'waits', categories: ['9:00'], unit: 'min', series: [{ name: 'p50', kind: 'bar', colour: '#000', values: [3] }] };
     const [drawn] = await it.drawBeside([chart]);
     if (!String(drawn).includes('<svg')) throw new Error('no picture');`,
  ],
  'server/actions/staff/estimate-strength.ts': [
    'server/actions/staff/estimate-strength.ts',
    `await it.estimateStrength('a password', []);`,
  ],
  'server/actions/staff/hash-thread.ts': [
    'server/actions/staff/passwords.ts',
    `if (!(await it.passwordMatches(await it.hashPassword('a'), 'a'))) throw new Error('another hash');`,
  ],
  'server/web/admin/list/workbook.ts': [
    'server/web/admin/list/workbook.ts',
    `const rows = (async function* () { yield [['one']]; })();
     await it.makeWorkbook([{ name: 'sheet', columns: ['a'], total: 1, rows }], new AbortController().signal);`,
  ],
};

/** Longer than a slow machine takes to end; a thread that is let go after a minute must not pass. Milliseconds. */
const endsWithin = 20_000;

/** How a process ended that did its work and has nothing else to do; null: it did not end in time. */
function ending(file: string, work: string): Promise<{ code: number | null; printed: string }> {
  const text = `const it = await import(${JSON.stringify(join(root, file))});\n${work}\nconsole.log('done');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let tooLong: NodeJS.Timeout | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      printed += part;
      if (printed.includes('done')) tooLong ??= setTimeout(() => child.kill('SIGKILL'), endsWithin);
    });
  return new Promise((ended) =>
    child.once('close', (code) => {
      clearTimeout(tooLong);
      ended({ code, printed });
    }),
  );
}

describe('a process whose thread has worked', function () {
  this.timeout(120_000);

  for (const [beginner, [file, work]] of Object.entries(threads))
    it(`ends by itself when nothing else is to be done: ${beginner}`, async () => {
      assert.deepEqual(await ending(file, work), { code: 0, printed: 'done\n' });
    });

  it('is tried for every file that begins a thread', () => {
    const sources = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' });
    const beginners = sources
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => `server/${name.replaceAll('\\', '/')}`)
      .filter((path) => readFileSync(join(root, path), 'utf8').includes('new Worker('));
    assert.deepEqual(beginners.sort(), Object.keys(threads).sort());
  });
});
