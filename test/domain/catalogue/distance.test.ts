import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distance, saidKilometres } from '../../../server/domain/catalogue/distance.ts';

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const anywhere = fc.record({ latitude: degrees(90), longitude: degrees(180) });

describe('the distance between two places', () => {
  it('is that of the great circle', () => {
    const [beijing, hangzhou] = [
      { latitude: 39.9042, longitude: 116.4074 },
      { latitude: 30.2741, longitude: 120.1551 },
    ];
    assert.ok(Math.abs(distance(beijing, hangzhou) - 1_123_600) < 3000);
    const pole = { latitude: 90, longitude: 0 };
    assert.ok(Math.abs(distance(pole, { latitude: -90, longitude: 77 }) - Math.PI * 6_371_000) < 1);
  });

  it('is the same both ways, nothing to oneself, and never more than half around', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const metres = distance(a, b);
        assert.ok(metres >= 0 && metres <= Math.PI * 6_371_000 + 1);
        assert.ok(Math.abs(metres - distance(b, a)) < 1e-3);
        assert.equal(distance(a, a), 0);
      }),
    );
  });

  it('is said as people say it', () => {
    assert.deepEqual([3, 340, 3049, 9940, 9960, 12_600].map(saidKilometres), [0.1, 0.3, 3, 9.9, 10, 13]);
  });
});
