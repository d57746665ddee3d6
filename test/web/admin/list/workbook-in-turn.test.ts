import assert from 'node:assert/strict';
import readWorkbook from 'read-excel-file/node';
import { Unavailable } from '../../../../server/actions/unavailable.ts';
import { type FileRow, makeWorkbook, type TableFile } from '../../../../server/web/admin/list/workbook.ts';

const never = new AbortController().signal;

/** A table whose lines come when `open` is called. */
function gated(): { readonly table: TableFile; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  async function* rows(): AsyncGenerator<readonly FileRow[]> {
    yield [['first', 1]];
    await opened;
    yield [['=1+1', 2]];
  }
  const table = { name: 'lines', columns: ['text', 'number'], total: 2, rows: rows() };
  return { table, open: () => open() };
}

describe('a workbook', function () {
  this.timeout(30_000);

  it('has a sheet of each table, and text that looks like a formula stays text', async () => {
    const { table, open } = gated();
    open();
    const made = await makeWorkbook([table, { ...table, name: 'none', rows: none() }], never);
    const [first, second] = await readWorkbook(made ?? Buffer.alloc(0));
    assert.deepEqual(first?.data, [
      ['text', 'number'],
      ['first', 1],
      ['=1+1', 2],
    ]);
    assert.deepEqual(second?.data, [['text', 'number']]);
  });

  it('is given up when nobody waits for it any more', async () => {
    const { table, open } = gated();
    const gone = new AbortController();
    const making = makeWorkbook([table], gone.signal);
    gone.abort();
    open();
    assert.equal(await making, null);
    const { table: other, open: openOther } = gated();
    openOther();
    assert.notEqual(await makeWorkbook([other], never), null, 'the next one has its turn');
  });

  it('waits for three others at most; whoever comes after is told to come again', async () => {
    const first = gated();
    const others = [gated(), gated(), gated()];
    const making = [first, ...others].map(({ table }) => makeWorkbook([table], never));
    await assert.rejects(makeWorkbook([gated().table], never), Unavailable);
    for (const { open } of [first, ...others]) open();
    for (const one of making) assert.ok((await one) !== null);
  });
});

async function* none(): AsyncGenerator<readonly FileRow[]> {}
