import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMobileNumber } from '../../../server/domain/enterprise/mobile-number.ts';

const number = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);

function widen(text: string): string {
  return text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
}

describe('a mobile number', () => {
  it('is its eleven digits, however it is written', () => {
    const prefix = fc.constantFrom('', '+86', '+86 ', '0086', '0086-', '(+86)', '86 ');
    const gap = fc.constantFrom('', ' ', '-', '－', '　');
    fc.assert(
      fc.property(number, prefix, gap, fc.boolean(), (digits, before, between, wide) => {
        const typed = before + [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(between);
        assert.deepEqual(parseMobileNumber(wide ? widen(typed) : typed), { ok: true, value: digits });
      }),
    );
  });

  it('is refused with the reason', () => {
    const problem = (input: string) => {
      const result = parseMobileNumber(input);
      return result.ok ? null : result.problem;
    };
    assert.deepEqual(problem('1381234567'), { kind: 'length', length: 10 });
    assert.deepEqual(problem(''), { kind: 'length', length: 0 });
    assert.deepEqual(problem('12812345678'), { kind: 'prefix', prefix: '12' });
    assert.deepEqual(problem('23812345678'), { kind: 'prefix', prefix: '23' });
    assert.deepEqual(problem('1381234567O'), { kind: 'character', character: 'O' });
    for (const abroad of ['+85291234567', '00852 9123 4567', '＋８５３６６１２３４５６', '+1 202 555 0100'])
      assert.deepEqual(problem(abroad), { kind: 'abroad' });
    assert.deepEqual(problem('138+1234567'), { kind: 'character', character: '+' });
    for (const landline of ['010-65195656转8001', '01085734201', '(0571) 8573 4201', '+86 10 85734201'])
      assert.deepEqual(problem(landline), { kind: 'landline' }, landline);
    assert.deepEqual(problem('013812345678'), { kind: 'length', length: 12 });
    assert.deepEqual(problem('13812345678转1'), { kind: 'character', character: '转' });
  });

  it('is never anything but eleven digits from 13 to 19', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+- 86') }), (input) => {
        const result = parseMobileNumber(input);
        return !result.ok || /^1[3-9]\d{9}$/.test(result.value);
      }),
    );
  });
});
