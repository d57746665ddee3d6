import assert from 'node:assert/strict';
import { estimateStrength } from '../../../server/actions/staff/estimate-strength.ts';
import { generatePassword } from '../../../server/actions/staff/passwords.ts';
import { checkPassword } from '../../../server/domain/staff/password-rules.ts';
import { checkStrength } from '../../../server/domain/staff/password-strength.ts';

describe('how hard a password is to guess', function () {
  this.timeout(60_000);

  const why = async (password: string): Promise<unknown> => {
    const formal = checkPassword(password, 'wangfang');
    const checked = formal.ok ? checkStrength(await estimateStrength(password, ['wangfang'])) : formal;
    return checked.ok ? null : checked.details?.['why'];
  };

  it('refuses walks over the keyboard, words of the office and what many people have, and says which', async () => {
    const cases = {
      '1qaz2wsx3edc': 'guessed',
      '!QAZ2wsx#EDC': 'walk',
      '1qaz@WSX3edc': 'walk',
      Hall12345678: 'office',
      'Beijing@2024': 'office',
      zaq12wsxcde3: 'guessed',
      'Summer2026!!': 'guessed',
      aZ3$aZ3$aZ3$aZ3$: 'repeats',
      'iloveyou-iloveyou-1': 'guessed',
    };
    for (const [password, expected] of Object.entries(cases))
      assert.equal(await why(password), expected, password);
  });

  it('accepts words that nobody would put together, what a generator makes, and any script', async () => {
    const good = ['Correct-horse-7', 'quietharboursleepsatnight', 'ships&98Lanterns', 'tR7-kq2m-Vx9'];
    for (const password of [...good, generatePassword(), '海关窗口今天人很多请排队-9'])
      assert.equal(await why(password), null, password);
  });

  it('answers each who asks at once for their own', async () => {
    const [weak, strong] = await Promise.all([
      estimateStrength('zaq12wsxcde3', []),
      estimateStrength('tR7-kq2m-Vx9', []),
    ]);
    assert.ok(weak.guesses < 6 && strong.guesses >= 10);
  });
});
