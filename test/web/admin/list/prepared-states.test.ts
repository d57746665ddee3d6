import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { makeSecrets } from '../../../../server/actions/secrets.ts';
import { readConfig } from '../../../../server/config.ts';
import { preparedFile, prepareFile } from '../../../../server/web/admin/list/prepared-files.ts';
import { type FileRow, makeWorkbook } from '../../../../server/web/admin/list/workbook.ts';
import { mondayMorning, setClock } from '../../../support/hall-system.ts';

const minute = 60_000;
const never = new AbortController().signal;

describe('a file that is prepared', function () {
  this.timeout(30_000);
  const varFolder = mkdtempSync(join(tmpdir(), 'hall-prepared-'));
  const clock = setClock(mondayMorning);
  const config = { ...readConfig({}), varFolder };
  const parts = {
    config,
    clock,
    secrets: makeSecrets('x'.repeat(40), clock),
    log: pino({ level: 'silent' }),
  };
  after(() => rmSync(varFolder, { recursive: true, force: true }));

  const prepare = (rows: AsyncIterable<readonly FileRow[]>): Promise<string> =>
    prepareFile(parts, { staff: 'wu', back: '/admin/audit', table: tableOf(rows) });
  const stateOf = async (id: string, staff = 'wu') => (await preparedFile(parts, id, staff))?.state ?? null;
  /** The state once it is no longer being made. */
  const settled = async (id: string): Promise<string | null> => {
    for (;;) {
      const state = await stateOf(id);
      if (state !== 'working') return state;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('has failed when its lines cannot be read, and is nobody else’s', async () => {
    const id = await prepare(broken());
    assert.equal(await settled(id), 'failed');
    assert.equal(await stateOf(id, 'li'), null);
  });

  it('is still worked on while it waits for its turn behind as many as may wait, and has failed when nothing is heard after that', async () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    async function* slow(): AsyncGenerator<readonly FileRow[]> {
      yield [['first']];
      await opened;
    }
    const before = makeWorkbook([tableOf(slow())], never);
    const id = await prepare(lines());
    // each of those before it has a minute
    clock.advance(3 * minute);
    assert.equal(await stateOf(id), 'working');
    clock.advance(3 * minute);
    assert.equal(await stateOf(id), 'failed', 'its process has ended');
    open();
    await before;
    // it had only waited
    while ((await stateOf(id)) !== 'ready') await new Promise((resolve) => setImmediate(resolve));
  });

  it('has failed at once when too many are being made', async () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    async function* slow(): AsyncGenerator<readonly FileRow[]> {
      await opened;
      yield [['first']];
    }
    const four = Array.from({ length: 4 }, () => makeWorkbook([tableOf(slow())], never));
    assert.equal(await settled(await prepare(lines())), 'failed');
    open();
    await Promise.all(four);
  });
});

const tableOf = (rows: AsyncIterable<readonly FileRow[]>) => ({
  name: 'audit',
  columns: ['code'],
  total: 2,
  rows,
});

async function* lines(): AsyncGenerator<readonly FileRow[]> {
  yield [['first'], ['second']];
}

async function* broken(): AsyncGenerator<readonly FileRow[]> {
  yield [['first']];
  throw new Error('the database is away');
}
