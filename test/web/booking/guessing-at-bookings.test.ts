import assert from 'node:assert/strict';
import { startSystem } from '../../support/hall-system.ts';
import { Visitor } from './visitor.ts';

describe('guessing at bookings', () => {
  it('ends in silence after ten tries from one network', async function () {
    this.timeout(60_000);
    const hall = await startSystem({ engine: 'sqlite', env: { RATE_LIMITS: 'on' } });
    try {
      const visitor = await new Visitor(hall).open('/bookings');
      const statuses: number[] = [];
      for (let n = 0; n < 12; n += 1) {
        const { status } = await visitor.post(
          { reference: `2222-222${2 + (n % 5)}`, mobile: '13700000000' },
          '/bookings',
        );
        statuses.push(status);
      }
      assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 422), 303, 303]);
    } finally {
      await hall.close();
    }
  });
});
