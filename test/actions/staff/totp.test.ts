import assert from 'node:assert/strict';
import { totpStep } from '../../../server/actions/staff/totp.ts';

describe('the code of an authenticator', () => {
  // the secret and the instants of RFC 6238, appendix B (SHA-1); codes shortened to six digits
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const known: readonly (readonly [number, string])[] = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ];

  it('is that of RFC 6238', () => {
    for (const [seconds, code] of known)
      assert.equal(totpStep(secret, code, seconds * 1000), Math.floor(seconds / 30), code);
  });

  it('is accepted one step before and after its own and no further, with its own step', () => {
    const [seconds, code] = [1234567890, '005924'];
    const step = Math.floor(seconds / 30);
    for (const [by, accepted] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const)
      assert.equal(totpStep(secret, code, (step + by) * 30_000 + 1000), accepted ? step : null, String(by));
  });

  it('may be typed with spaces and in full width, and is nothing else', () => {
    const now = 1234567890_000;
    assert.notEqual(totpStep(secret, ' 005 924 ', now), null);
    assert.notEqual(totpStep(secret, '００５９２４', now), null);
    for (const wrong of ['', '00592', '0059245', '-05924', '5924', 'abcdef'])
      assert.equal(totpStep(secret, wrong, now), null, wrong);
  });
});
