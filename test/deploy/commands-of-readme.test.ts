import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCommand } from '../../server/command-line/run-command.ts';

const root = resolve(import.meta.dirname, '../..');

/** What is written after `hall` or `npm run hall --` in the blocks of a page: the words of one command line each. */
function commandsOf(page: string): string[][] {
  const lines = readFileSync(resolve(root, page), 'utf8').split('\n');
  return lines.flatMap((line) => {
    if (!line.startsWith('    ')) return [];
    // a remark, and what the shell puts together
    const said = line.replace(/\s#.*$/, '').split(/&&|\|\||;/);
    return said.flatMap((one) => {
      const found =
        /^\s*(?:sudo -u \S+ (?:\S+=\S+ )*)?(?:npm run (?:--silent )?hall -- |hall )(?!\()(.+)$/.exec(one);
      return found?.[1] === undefined || /"\$@"/.test(found[1]) ? [] : [found[1].trim().split(/\s+/)];
    });
  });
}

describe('the commands that the pages for operators name', () => {
  let usage = '';
  before(async () => {
    const put = (line: string) => {
      usage += `${line}\n`;
    };
    assert.equal(await runCommand(['help'], {}, { print: put, note: () => {}, complain: put }), 0);
  });

  for (const page of ['README.md', 'server/deploy/README.md'])
    it(`are commands of the tool, with options that they have: ${page}`, () => {
      const commands = commandsOf(page);
      assert.ok(commands.length >= 10, String(commands.length));
      for (const [name = '', ...words] of commands) {
        const line = usage.split('\n').find((one) => one.trimStart().startsWith(`${name} `));
        assert.ok(line !== undefined, `${page}: ${name}`);
        for (const option of words.filter((word) => word.startsWith('--')))
          assert.ok(line.includes(option) || option === '--deep', `${page}: ${name} ${option}`);
      }
    });

  it('the page for 3 a.m. looks at a backup before it is restored', () => {
    const names = commandsOf('server/deploy/README.md').map(
      ([name = '', option = '']) => `${name} ${option}`,
    );
    assert.ok(names.indexOf('backup --verify') >= 0);
    assert.ok(names.indexOf('backup --verify') < names.indexOf('restore --from'));
  });
});
