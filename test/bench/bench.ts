import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { interval, median, spread } from './measure.ts';
import { Office } from './office.ts';
import type { Row } from './row.ts';
import { rows } from './rows.ts';
import { type Line, lineOf, tableOf } from './table.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const office = new Office(values.quick);
// a quick run leaves out the rows that have no target
const chosen = rows.filter(({ id, target }) =>
  values.only === undefined ? !values.quick || target !== null : id.includes(values.only),
);
const began = performance.now();
const lines: Line[] = [];

for (const row of chosen) lines.push(await lineFor(row));
await office.close();

const seconds = Math.round((performance.now() - began) / 1000);
console.log(`\n${tableOf(lines)}\n${values.quick ? 'quick run, ' : ''}${seconds} s`);
if (values.only === undefined) {
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  const results = { date: new Date().toISOString(), quick: values.quick, seconds, machine, rows: lines };
  writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
}
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
