import assert from 'node:assert/strict';
import { makeDoorTokens } from '../../../server/actions/queue/door-tokens.ts';

const code = { site: 'BJ-TSY', minute: 29_923_320 };

describe('what is signed for the door', () => {
  const tokens = makeDoorTokens('one secret of the installation');

  it('opens where it was signed, and nowhere else', () => {
    assert.deepEqual(tokens.open(tokens.sign(code)), code);
    assert.equal(makeDoorTokens('another secret').open(tokens.sign(code)), null);
  });

  it('does not open once a single character is another, or is cut', () => {
    const token = tokens.sign(code);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      assert.equal(tokens.open(token.slice(0, at) + other + token.slice(at + 1)), null, `character ${at}`);
      assert.equal(tokens.open(token.slice(0, at)), null, `${at} characters`);
    }
    for (const junk of ['none', '码'.repeat(30), `${token}A`]) assert.equal(tokens.open(junk), null);
  });
});
