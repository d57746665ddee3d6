import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseLandline } from '../../../server/domain/enterprise/landline.ts';

describe('a landline number', () => {
  it('is shown with its area code apart', () => {
    const same: Readonly<Record<string, string>> = {
      '010-85733354': '010-85733354',
      '01085733354': '010-85733354',
      '010 8573 3354': '010-85733354',
      '(010)8573-3354': '010-85733354',
      '+86 10 85733354': '010-85733354',
      '0086-571-88888888': '0571-88888888',
      '057188888888': '0571-88888888',
      '０５７１－８８８８８８８８': '0571-88888888',
      '0316-2345678': '0316-2345678',
    };
    for (const [typed, value] of Object.entries(same)) {
      assert.deepEqual(parseLandline(typed), { ok: true, value }, typed);
    }
  });

  it('is refused with what it is instead', () => {
    const refused = {
      landline: ['85733354', '010-857333', '', '0571-abcdefgh', '00860000000'],
      extension: ['010-85733354-123', '010-85733354转8001', '010 85733354 转 8001', '0571-88888888 ext. 12'],
      service_number: ['400-820-8820', '4008208820', '95598', '12360', '10086'],
      mobile: ['13812345678', '+86 138 1234 5678'],
      abroad: ['+852 2345 6789', '00852-23456789', '＋８５３ 28123456', '00112345678'],
    } as const;
    for (const [kind, numbers] of Object.entries(refused))
      for (const typed of numbers)
        assert.deepEqual(parseLandline(typed), { ok: false, problem: { kind } }, typed);
  });

  it('is accepted wherever the plain form is right, and loses no digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0[1-9]\d{1,2}-?\d{7,8}$/), (typed) => {
        const result = parseLandline(typed);
        assert.ok(result.ok);
        assert.equal(result.value.replace('-', ''), typed.replace('-', ''));
        assert.deepEqual(parseLandline(result.value), result);
      }),
    );
  });
});
