import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkPassword,
  type PasswordFault,
  shortestPassword,
} from '../../../server/domain/staff/password-rules.ts';

const why = (password: string, username = 'wangfang'): unknown => {
  const checked = checkPassword(password, username);
  return checked.ok ? null : checked.details?.['why'];
};

describe('a password', () => {
  it('is refused with what is wrong with it', () => {
    const cases: readonly (readonly [string, PasswordFault])[] = [
      ['', 'short'],
      ['Kranich-7-F', 'short'],
      ['x'.repeat(201), 'long'],
      ['abababababab1', 'repeats'],
      ['WangFang-since-1998', 'named'],
      ['Password1234', 'guessed'],
      ['p@ssw0rd!!2026', 'guessed'],
      ['1234567890123', 'guessed'],
      ['Qwertyuiop123', 'guessed'],
      ['1q2w3e4r1q2w3e4r', 'guessed'],
      ['abcdefgh1234', 'guessed'],
      ['Admin@20261234', 'guessed'],
      ['Hall12345678', 'office'],
      ['Beijing@2024', 'office'],
      ['Haiguan#Eport-26', 'office'],
      ['chaoyang88888888Ab', 'office'],
    ];
    for (const [password, fault] of cases) assert.equal(why(password), fault, password);
  });

  it('may be as long as two hundred characters, a sentence of sixty-four among them', () => {
    const sentence = 'Nine ships 4 lanterns, wet ropes; the quay smells of rain & tar?';
    assert.equal(sentence.length, 64);
    const long = `${sentence} ${'Seven herons over the salt 8 meadow! Who counts their grey wings? '.repeat(9)}`;
    for (const password of [sentence, long.slice(0, 128), long.slice(0, 200)])
      assert.equal(why(password), null, password);
    assert.equal(why(long.slice(0, 201)), 'long');
  });

  it('of twelve characters is accepted, of whatever kinds and in whatever script', () => {
    for (const password of [
      'quiet-harbour',
      'wrqnbtlkvzdm',
      '782054196330',
      'Correct-horse-7',
      'quietharboursleepsatnight',
      '海关窗口今天人很多请排队-9',
      'ships&98Lanterns',
    ])
      assert.equal(why(password), null, password);
  });

  it('that is accepted is long enough, never holds the user name, and is taken as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.string({ minLength: 3, maxLength: 8 }),
        (password, username) => {
          const checked = checkPassword(password, username);
          if (!checked.ok) return;
          assert.equal(checked.value, password);
          assert.ok(password.length >= shortestPassword);
          assert.ok(!password.toLowerCase().includes(username.toLowerCase()));
        },
      ),
    );
  });
});
