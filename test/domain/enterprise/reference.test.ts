import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  neverInReference,
  normaliseReference,
  referenceAlphabet,
  referenceFrom,
} from '../../../server/domain/enterprise/reference.ts';

const random = fc.uint8Array({ minLength: 12, maxLength: 32 });

describe('a booking reference', () => {
  it('is two groups of four characters, none of which looks like another', () => {
    assert.doesNotMatch(referenceAlphabet, /[01OIQLBSZGVUAE]/);
    assert.equal(new Set(referenceAlphabet).size, referenceAlphabet.length);
    fc.assert(
      fc.property(random, (bytes) => {
        const [left = '', right = '', ...rest] = referenceFrom(bytes).split('-');
        assert.deepEqual([left.length, right.length, rest.length], [4, 4, 0]);
        assert.ok([...left, ...right].every((one) => referenceAlphabet.includes(one)));
      }),
    );
  });

  it('that has what none of them has is told so, where it is as long as one', () => {
    assert.equal(neverInReference('7k2m-9qx0'), 'Q0');
    for (const possible of ['7K2M-9BX4', 'H23K-8P2', 'Q']) assert.equal(neverInReference(possible), '');
  });

  it('is found again however it is typed', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(random, (bytes) => {
        const reference = referenceFrom(bytes);
        const misread = reference.replace(/[8526]/g, (digit) => 'BSZG'.charAt('8526'.indexOf(digit)));
        for (const typed of [
          reference,
          reference.toLowerCase(),
          reference.replace('-', ''),
          ` ${reference.replace('-', ' — ')}`,
          wide(reference.toLowerCase()),
          [...reference].join(' '),
          misread,
        ]) {
          assert.equal(normaliseReference(typed), reference, typed);
        }
      }),
    );
  });

  it('is never made up from what cannot be one', () => {
    for (const typed of ['', '2345-678', '2345-67890', '2345-678O', '2345-678I', '2345-678中']) {
      assert.equal(normaliseReference(typed), null, typed);
    }
  });

  it('depends on all of its randomness, and demands enough of it', () => {
    const zeroes = new Uint8Array(12);
    const characters = new Set(
      Array.from({ length: 256 }, (_, byte) =>
        referenceFrom(Uint8Array.of(...zeroes.slice(1), byte)).charAt(0),
      ),
    );
    assert.equal(characters.size, referenceAlphabet.length);
    const firstByte = Uint8Array.of(1, ...zeroes.slice(1));
    assert.notEqual(referenceFrom(firstByte), referenceFrom(zeroes));
    assert.throws(() => referenceFrom(new Uint8Array(11)), RangeError);
  });
});
