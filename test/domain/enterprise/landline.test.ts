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

  it('is refused without an area code, with too few digits or an extension', () => {
    for (const typed of [
      '85733354',
      '010-857333',
      '010-85733354-123',
      '13812345678',
      '',
      '0571-abcdefgh',
      '00860000000',
      '00112345678',
    ]) {
      assert.deepEqual(parseLandline(typed), { ok: false, problem: { kind: 'landline' } }, typed);
    }
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
