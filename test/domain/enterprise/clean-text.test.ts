import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanText } from '../../../server/domain/enterprise/clean-text.ts';
import { parseEnterpriseName } from '../../../server/domain/enterprise/enterprise-name.ts';
import { parsePersonName } from '../../../server/domain/enterprise/person-name.ts';

describe('a name', () => {
  it('is trimmed, with single spaces, without characters that hide or turn the text', () => {
    assert.deepEqual(parsePersonName('  王\u202e小\u0000明\u200b　\n '), { ok: true, value: '王小明' });
    assert.deepEqual(parseEnterpriseName('Acme \t  （北京） Co.\u2066'), {
      ok: true,
      value: 'Acme （北京） Co.',
    });
  });

  it('may be written in any script', () => {
    for (const name of ['李', '𠮷野', '买买提·艾力', "O'Brien", 'José', '\ue863某']) {
      assert.deepEqual(parsePersonName(name), { ok: true, value: name });
    }
  });

  it('has a letter, so that nothing invisible or meaningless passes', () => {
    assert.deepEqual(parsePersonName(' \u200b\u202e '), { ok: false, problem: { kind: 'empty' } });
    assert.deepEqual(parsePersonName('😀'), { ok: false, problem: { kind: 'no_letters' } });
    assert.deepEqual(parseEnterpriseName('12345'), { ok: false, problem: { kind: 'no_letters' } });
  });

  it('keeps within its length, counted in characters and not in code units', () => {
    assert.ok(parsePersonName('𠮷'.repeat(100)).ok);
    assert.deepEqual(parsePersonName('𠮷'.repeat(101)), {
      ok: false,
      problem: { kind: 'too_long', maximum: 100 },
    });
    assert.deepEqual(parseEnterpriseName('某'), { ok: false, problem: { kind: 'too_short', minimum: 2 } });
    assert.ok(parseEnterpriseName('某'.repeat(200)).ok);
    assert.ok(!parseEnterpriseName('某'.repeat(201)).ok);
  });

  it('is cleaned once and for all, of every control and direction character', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          ' ',
          '\u3000',
          '\u202e',
          '\u2066',
          '\u200b',
          '\u0000',
          '\u0085',
          '王',
          'é',
          'e\u0301',
          '\ud800',
          '\u0301',
        ),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(nasty, (input) => {
        const once = cleanText(input);
        assert.equal(cleanText(once), once);
        assert.doesNotMatch(once, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]|^ | $| {2}/u);
      }),
    );
  });
});
