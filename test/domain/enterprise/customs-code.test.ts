import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCustomsCode } from '../../../server/domain/enterprise/customs-code.ts';

describe('a customs registration code', () => {
  it('is accepted wherever the pattern holds, in any width and case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5}[0-9A-HJ-NP-Z]{5}$/), (code) => {
        const wide = code.replace(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
        assert.deepEqual(parseCustomsCode(` ${code.toLowerCase()}`), { ok: true, value: code });
        assert.deepEqual(parseCustomsCode(wide), { ok: true, value: code });
      }),
    );
  });

  it('is refused with its length, or the character that cannot stand there', () => {
    assert.deepEqual(parseCustomsCode('110591234'), { ok: false, problem: { kind: 'length', length: 9 } });
    assert.deepEqual(parseCustomsCode('1105A12345'), {
      ok: false,
      problem: { kind: 'character', position: 5, character: 'A' },
    });
    assert.deepEqual(parseCustomsCode('11059123O5'), {
      ok: false,
      problem: { kind: 'character', position: 9, character: 'O' },
    });
  });
});
