import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeSecrets, timeOrderedId } from '../../server/actions/secrets.ts';
import { mondayMorning, setClock } from '../support/hall-system.ts';

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('ids of rows', () => {
  it('are UUIDs of version 7 and variant 10 that tell their instant (RFC 9562)', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const id = timeOrderedId(now);
        assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), now);
      }),
    );
  });

  it('of later instants stand later in an index', () => {
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        fc.pre(one < other);
        assert.ok(timeOrderedId(one) < timeOrderedId(other));
      }),
    );
  });

  it('are never the same twice, however many are made in one instant', () => {
    const { newId } = makeSecrets('a secret of at least thirty-two characters', setClock(mondayMorning));
    assert.equal(new Set(Array.from({ length: 10_000 }, newId)).size, 10_000);
  });
});
