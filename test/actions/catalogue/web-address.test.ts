import assert from 'node:assert/strict';
import { optionalWebAddress, webAddress } from '../../../server/actions/catalogue/input-parts.ts';

describe('an address that the office types, to be followed by others', () => {
  it('is one of the web, and nothing that a browser runs, opens here or guesses at', () => {
    for (const schema of [webAddress, optionalWebAddress]) {
      for (const address of ['https://hall.example/a?b=c#d', 'HTTP://hall.example', 'https://例子.中国/'])
        assert.ok(schema.safeParse(address).success, address);
      for (const address of [
        'javascript:alert(1)',
        'JavaScript:alert(1)//https://hall.example',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,<script>alert(1)</script>',
        'vbscript:x',
        'file:///etc/passwd',
        'blob:https://hall.example/x',
        '//hall.example',
        '/admin',
        'hall.example',
        'https://',
        'https:///x',
        'https://hall.example/ x',
      ])
        assert.equal(schema.safeParse(address).success, false, address);
    }
    assert.equal(optionalWebAddress.parse(''), null);
  });
});
