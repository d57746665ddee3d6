import assert from 'node:assert/strict';
import { periodBefore } from '../../../../server/web/admin/statistics/period.ts';
import { engines } from '../../../support/engines.ts';
import { signIn } from '../office.ts';
import { day, simulatedEvening } from './simulated-evening.ts';
import { cells } from './table-cells.ts';

describe('the period before', () => {
  for (const [what, period, before] of [
    ['of a day is the same weekday', ['2026-03-03', '2026-03-03'], ['2026-02-24', '2026-02-24']],
    ['of weeks is as many weeks', ['2026-11-03', '2026-11-23'], ['2026-10-13', '2026-11-02']],
    ['of some days begins on the same weekday', ['2026-11-03', '2026-11-12'], ['2026-10-20', '2026-10-29']],
    [
      'of a month is the month before, however long',
      ['2026-03-01', '2026-03-31'],
      ['2026-02-01', '2026-02-28'],
    ],
    ['of months is as many months', ['2026-01-01', '2026-06-30'], ['2025-07-01', '2025-12-31']],
    [
      'of a month that is not over begins on the same weekday',
      ['2026-03-01', '2026-03-30'],
      ['2026-01-25', '2026-02-23'],
    ],
  ] as const)
    it(what, () => {
      const [from, to] = period;
      assert.deepEqual(Object.values(periodBefore({ from, to })), before);
    });
});

for (const engine of engines) {
  describe(`figures beside those of before and of others [${engine}]`, function () {
    this.timeout(90_000);
    const evening = simulatedEvening(engine, 15);
    /** Rows of the table: what was measured, now, before, the change and, where there are others, theirs. */
    const compared = async (wanted: string, office = evening.office) => {
      const address = `/admin/statistics?${wanted}&list=comparison&format=csv&lang=en`;
      return new Map(cells((await office.agent.get(address)).text).map(([name, ...rest]) => [name, rest]));
    };
    /** What the table must say of the played day, told by what was played. */
    const expected = () => {
      const { issued, served } = evening.truth;
      const never = Math.round((1000 * (issued.size - served.length)) / issued.size) / 10;
      return { 'Tickets a day': issued.size, 'Served a day': served.length, 'Never served (%)': never };
    };

    it('hold a day against the same weekday before it', async () => {
      const after = await compared('site=BJ-TSY&from=2026-12-01&to=2026-12-01');
      const on = await compared(`site=BJ-TSY&from=${day}&to=${day}`);
      for (const [name, value] of Object.entries(expected())) {
        assert.deepEqual(after.get(name)?.slice(0, 3), ['', String(value), ''], name);
        assert.deepEqual(on.get(name)?.slice(0, 3), [String(value), '', ''], name);
      }
    });

    it('count what grows with the length of a period for an open day, and say the change in the same unit', async () => {
      const both = await compared('site=BJ-TSY&from=2026-11-25&to=2026-12-01');
      assert.equal(both.get('Tickets a day')?.[1], String(evening.truth.issued.size));
      const long = await compared('site=BJ-TSY&from=2026-11-01&to=2026-11-24');
      assert.equal(long.get('Tickets a day')?.[0], String(evening.truth.issued.size));
      for (const [name, [is = '', was = '', change = '']] of [...both, ...long])
        assert.equal(change, is === '' || was === '' ? '' : String(Number(is) - Number(was)), name);
    });

    it('hold an office against the others that the reader may see, and against none where there are none', async () => {
      const of = await compared(`site=BJ-ZGC&from=${day}&to=${day}`);
      for (const [name, value] of Object.entries(expected()))
        assert.equal(of.get(name)?.[3], String(value), name);
      const all = await compared('site=all&from=2026-12-01&to=2026-12-01');
      assert.equal(all.get('Tickets a day')?.length, 3);
      const manager = await signIn(evening.hall, 'manager', ['BJ-TSY']);
      const own = await compared('site=BJ-TSY&from=2026-12-01&to=2026-12-01', manager);
      assert.equal(own.get('Tickets a day')?.length, 3);
    });
  });
}
