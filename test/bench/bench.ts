import { parseArgs } from 'node:util';
import { interval, median, spread } from './measure.ts';
import { Office } from './office.ts';
import { keepResults } from './results.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';
import { type Line, lineOf, tableOf } from './table.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const office = new Office(values.quick);
// a quick run leaves out the rows that have no target
const only = values.only?.split(',');
const chosen = rows.filter(({ id, target }) =>
  only === undefined ? !values.quick || target !== null : only.some((part) => id.includes(part)),
);
const began = performance.now();
const lines: Line[] = [];

for (const row of chosen) lines.push(await lineFor(row));
await office.close();

const seconds = Math.round((performance.now() - began) / 1000);
console.log(`\n${tableOf(lines)}\n${values.quick ? 'quick run, ' : ''}${seconds} s`);
if (!values.quick) keepResults(lines);
process.exit(0);

/** A row that fails is a line that says so: the others are measured all the same. */
async function lineFor(row: Row): Promise<Line> {
  try {
    const measured = await row.run(office);
    const { ours, bare, ratios, unit } = measured;
    const ratio = median(ratios);
    const line = lineOf(row, {
      ours: median(ours),
      bare: median(bare),
      oursSpread: spread(ours),
      bareSpread: spread(bare),
      ratio,
      interval: ratios.length < 3 ? null : interval(ratios),
      unit,
      note: measured.note ?? '',
    });
    console.log(`${row.id}: ${ratio.toFixed(2)}  ${measured.note ?? ''}`);
    return line;
  } catch (error) {
    console.error(`${row.id}:`, error);
    return lineOf(row, null);
  } finally {
    await office.tidy();
  }
}
