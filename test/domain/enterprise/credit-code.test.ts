import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normaliseCreditCode, parseCreditCode } from '../../../server/domain/enterprise/credit-code.ts';
import {
  creditCodeAlphabet,
  expectedCheck,
  hasOrganisationCheck,
  isAllowedAt,
} from '../../../server/domain/enterprise/credit-code-standard.ts';

const real = [
  '914403001922038216',
  '91110108551385082Q',
  '91440300708461136T',
  '91110000802100433B',
  '911100001000044477',
  '11320000MB151840XJ',
  '91350100M000100Y43',
];

const letters = fc.constantFrom(...creditCodeAlphabet);
const digits = fc.constantFrom(...'0123456789');

/** Any code that the standard allows, whatever its first character. */
const validCode = fc
  .tuple(
    fc.array(letters, { minLength: 2, maxLength: 2 }),
    fc.array(digits, { minLength: 6, maxLength: 6 }),
    fc.array(letters, { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.flat().join(''))
  .map((body) => body + expectedCheck(body));

function problemOf(input: string) {
  const result = parseCreditCode(input);
  assert.ok(!result.ok, `${input} is refused`);
  return result.problem;
}

function replaceAt(code: string, index: number, character: string): string {
  return code.slice(0, index) + character + code.slice(index + 1);
}

function widen(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

describe('the unified social credit code', () => {
  for (const code of real) {
    it(`accepts ${code} of a real body`, () => {
      assert.deepEqual(parseCreditCode(code), { ok: true, value: code });
      assert.ok(hasOrganisationCheck(code));
    });
  }

  it('names a character that cannot occur, by its position', () => {
    assert.deepEqual(problemOf('91350100M000100Y4Z'), {
      kind: 'character',
      position: 18,
      character: 'Z',
      digitOnly: false,
      hint: null,
      suggestion: null,
    });
  });

  it('takes the letter O for a zero, and offers the whole code that a look-alike makes right', () => {
    assert.deepEqual(problemOf('91110108551385082O'), {
      kind: 'character',
      position: 18,
      character: 'O',
      digitOnly: false,
      hint: '0',
      suggestion: '91110108551385082Q',
    });
    const zeroes = problemOf('9144O300708461136T');
    assert.ok(zeroes.kind === 'character');
    assert.deepEqual([zeroes.position, zeroes.digitOnly], [5, true]);
    assert.equal(zeroes.suggestion, '91440300708461136T');
  });

  it('takes the letter I for a one, at several positions at once', () => {
    const problem = problemOf('9III0108551385082Q');
    assert.ok(problem.kind === 'character');
    assert.deepEqual([problem.position, problem.hint], [2, '1']);
    assert.equal(problem.suggestion, '91110108551385082Q');
  });

  it('says which check character the rest demands', () => {
    assert.deepEqual(problemOf('911100001000044478'), { kind: 'check', expected: '7', suggestion: null });
  });

  it('finds two neighbours in the wrong order', () => {
    assert.deepEqual(problemOf('91440300708461163T'), {
      kind: 'check',
      expected: 'L',
      suggestion: '91440300708461136T',
    });
  });

  it('says how many characters there are when there are not eighteen', () => {
    assert.deepEqual(problemOf('9111000080210043B'), { kind: 'length', length: 17 });
    assert.deepEqual(problemOf(''), { kind: 'length', length: 0 });
    assert.deepEqual(problemOf('914403001922038216𠮷'), { kind: 'length', length: 19 });
  });

  it('refuses a letter in the administrative division', () => {
    const problem = problemOf('91A10108551385082Q');
    assert.ok(problem.kind === 'character');
    assert.deepEqual([problem.position, problem.digitOnly, problem.hint], [3, true, null]);
  });

  it('is valid for every body with its check character, whatever the first character', () => {
    fc.assert(fc.property(validCode, (code) => parseCreditCode(code).ok));
  });

  it('is never valid after one character has changed', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), letters, (code, index, character) => {
        fc.pre(code.charAt(index) !== character);
        return !parseCreditCode(replaceAt(code, index, character)).ok;
      }),
    );
  });

  it('is never valid after two unequal neighbours have changed places', () => {
    fc.assert(
      fc.property(validCode, fc.nat(15), (code, index) => {
        const [left, right] = [code.charAt(index), code.charAt(index + 1)];
        fc.pre(left !== right);
        return !parseCreditCode(replaceAt(replaceAt(code, index, right), index + 1, left)).ok;
      }),
    );
  });

  it('is accepted full-width, lower-case, spaced and dashed, and answered in one form', () => {
    const decorate = fc.array(fc.constantFrom('', ' ', '　', '-', '—', '\u200b', '\t'), {
      minLength: 18,
      maxLength: 18,
    });
    const styles = fc.array(fc.constantFrom('plain', 'wide', 'lower', 'wide lower'), {
      minLength: 18,
      maxLength: 18,
    });
    fc.assert(
      fc.property(validCode, decorate, styles, (code, spaces, style) => {
        const typed = [...code].map((character, index) => {
          const cased = style[index]?.includes('lower') ? character.toLowerCase() : character;
          return (spaces[index] ?? '') + (style[index]?.includes('wide') ? widen(cased) : cased);
        });
        assert.deepEqual(parseCreditCode(typed.join('')), { ok: true, value: code });
      }),
    );
  });

  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (input) => {
        const once = normaliseCreditCode(input);
        assert.equal(normaliseCreditCode(once), once);
      }),
    );
  });

  it('is found again after two neighbours of a real code have changed places, unless more than one swap explains it', () => {
    const swaps = real.flatMap((code) =>
      Array.from({ length: 17 }, (_, index) => ({
        code,
        typed: replaceAt(replaceAt(code, index, code.charAt(index + 1)), index + 1, code.charAt(index)),
      })),
    );
    const suggestions = swaps.flatMap(({ code, typed }) => {
      const result = parseCreditCode(typed);
      return result.ok || result.problem.kind !== 'check' ? [] : [[code, result.problem.suggestion]];
    });
    const found = suggestions.filter(([code, suggestion]) => suggestion === code);
    assert.ok(suggestions.every(([code, suggestion]) => suggestion === null || suggestion === code));
    assert.ok(found.length > suggestions.length * 0.9, `${found.length} of ${suggestions.length}`);
  });

  it('is only ever suggested when it would be accepted', () => {
    const nearly = fc
      .tuple(fc.constantFrom(...real), fc.nat(17), fc.constantFrom(...'OISVZ0123456789ABCXY'))
      .map(([code, index, character]) => replaceAt(code, index, character));
    fc.assert(
      fc.property(nearly, (code) => {
        const result = parseCreditCode(code);
        if (result.ok || result.problem.kind === 'length') return;
        const { suggestion } = result.problem;
        if (suggestion !== null) assert.ok(parseCreditCode(suggestion).ok);
      }),
    );
  });

  it('points at the first character that cannot stand where it is', () => {
    const printable = fc.string({
      unit: fc.constantFrom(...'0123456789ABCIOSVZ*中'),
      minLength: 18,
      maxLength: 18,
    });
    fc.assert(
      fc.property(printable, (code) => {
        const first = [...code].findIndex((character, index) => !isAllowedAt(character, index));
        const result = parseCreditCode(code);
        if (first < 0) return result.ok || result.problem.kind === 'check';
        return !result.ok && result.problem.kind === 'character' && result.problem.position === first + 1;
      }),
    );
  });
});
