import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gramsOf, gramsWanted, rarestOf } from '../../../server/domain/booking/search-grams.ts';

describe('the pairs by which a name is found', () => {
  it('stand one after another in every name that contains what was typed', () => {
    const letters = fc.string({ unit: fc.constantFrom('京', '港', '务', '1', '2', 'a'), maxLength: 8 });
    fc.assert(
      fc.property(
        letters,
        letters.filter((typed) => [...typed].length > 1),
        letters,
        (before, typed, after) => {
          const stored = ` ${gramsOf(before + typed + after)} `;
          assert.ok(stored.includes(` ${gramsWanted(typed).join(' ')} `), stored);
        },
      ),
    );
  });

  it('are asked for by the rarest: none that is left out is met less often, and of equal ones the first are taken', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.string({ minLength: 2, maxLength: 2 }), fc.nat(5)), {
      selector: ([pair]) => pair,
      maxLength: 9,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 4 }), (counted, most) => {
        const pairs = counted.map(([pair]) => pair);
        const count = new Map(counted);
        const of = (pair: string): number => count.get(pair) ?? 0;
        const asked = rarestOf(pairs, of, most);
        assert.equal(asked.length, Math.min(most, pairs.length));
        const last = asked.at(-1);
        for (const pair of pairs.filter((one) => !asked.includes(one))) {
          assert.ok(last !== undefined && of(pair) >= of(last));
          if (of(pair) === of(last)) assert.ok(pairs.indexOf(pair) > pairs.indexOf(last));
        }
      }),
    );
  });
});
