import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { runCommand } from '../../server/command-line/run-command.ts';
import { type engines, type FreshDatabase, freshDatabase } from '../support/engines.ts';
import { mondayMorning, startSystem } from '../support/hall-system.ts';
import { wholeNotice } from '../support/whole-notice.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../server/deploy/README.md'), 'utf8');
/** Every `hall …` that it shows, in its order. */
const shown = page
  .split('\n')
  .flatMap((line) => [
    ...line.matchAll(
      /(?:^ {4}|&& )hall ((?:doctor|backup|restore|create-staff|import-calendar|copy-database)\b[^#&]*)/g,
    ),
  ])
  .map(([, words = '']) => words.trim());

describe('the page for 3 a.m.', function () {
  this.timeout(240_000);
  const made: FreshDatabase[] = [];
  let folder: string;
  let url: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hall-night-'));
    writeFileSync(join(folder, '2027.json'), JSON.stringify(wholeNotice(2027)));
    const own = await freshDatabase('sqlite');
    made.push(own);
    url = own.url;
    const hall = await startSystem({ engine: 'sqlite', databaseUrl: url });
    await seedDatabase(hall.system);
    await hall.close();
  });
  after(() => {
    for (const one of made) one.discard();
    rmSync(folder, { recursive: true, force: true });
  });

  const empty = async (engine: (typeof engines)[number]): Promise<string> => {
    const fresh = await freshDatabase(engine);
    made.push(fresh);
    return fresh.url;
  };

  it('shows commands that do what they say, one after another', async () => {
    assert.ok(shown.length >= 11, shown.join('\n'));
    for (const line of shown) {
      const there = await empty(line.startsWith('copy-database') ? 'postgres' : 'sqlite');
      const words = line
        .replace(/\/(srv\/hall\/var|mnt\/other)\//g, `${folder}/`)
        .replace('2027.json', join(folder, '2027.json'))
        .replace(/postgres:\/\/\S+/, there)
        .split(/\s+/);
      const said: string[] = [];
      const say = (text: string): void => void said.push(text);
      const environment = {
        DATABASE_URL: line.startsWith('restore') ? there : url,
        SESSION_SECRET: 'a secret of at least thirty-two characters',
        CLOCK_START: mondayMorning,
      };
      const code = await runCommand(words, environment, { print: say, complain: say, note: () => {} });
      assert.equal(code, 0, `hall ${line}\n${said.join('\n')}`);
    }
  });

  it('names every metric of ours that an operator may read, and none that there is not', async () => {
    const hall = await startSystem({ engine: 'sqlite' });
    try {
      const { text } = await hall.request.get('/metrics').expect(200);
      const real = new Set([...text.matchAll(/^# TYPE (hall_\w+) gauge/gm)].map(([, name]) => name));
      const told = new Set([...page.matchAll(/`(hall_\w+)`/g)].map(([, name]) => name));
      assert.deepEqual(
        [...told].filter((name) => !text.includes(`# TYPE ${name} `)),
        [],
      );
      assert.deepEqual(
        [...real].filter((name) => !told.has(name)),
        [],
      );
    } finally {
      await hall.close();
    }
  });

  it('says for each thing that may be wrong where to go on', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replace(/\s/g, '-'),
    );
    const links = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);
    assert.ok(links.length > 8);
    for (const link of links) assert.ok(headings.includes(link), link);
    for (const wanted of [
      'restore',
      'a-new-session_secret',
      'upgrade-and-going-back',
      'a-full-disk',
      'a-forgotten-password',
      'moving-to-postgresql',
      'reading-the-metrics',
    ])
      assert.ok(headings.includes(wanted), wanted);
  });
});
