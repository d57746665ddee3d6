import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { isOwnPage } from '../../../server/web/request/own-page.ts';

const base = 'https://hall.test';
const own = (headers: IncomingHttpHeaders, host?: string): boolean =>
  isOwnPage({ headers: { host: 'inside:3000', ...headers } }, base, host);

describe('whether a request comes from one of our own pages', () => {
  it('is what the browser says, whatever a proxy has made of the addresses', () => {
    assert.equal(own({ 'sec-fetch-site': 'same-origin', origin: 'https://outside.test:8443' }), true);
    assert.equal(own({ 'sec-fetch-site': 'none' }), true);
    assert.equal(own({ 'sec-fetch-site': 'cross-site', origin: base }), false);
    assert.equal(own({ 'sec-fetch-site': 'same-site' }), false);
    assert.equal(own({ 'sec-fetch-site': 'same-site', origin: 'https://evil.hall.test' }), false);
  });

  it('is told by its origin where it does not say: the host that was asked for, or the address of the installation', () => {
    for (const origin of ['http://inside:3000', 'https://hall.test']) assert.equal(own({ origin }), true);
    assert.equal(own({ origin: 'https://branch.test' }, 'branch.test'), true);
    for (const origin of ['null', 'https://hall.test:444', 'https://hall.test.evil.test', 'nonsense', ''])
      assert.equal(own({ origin }), false, origin);
  });

  it('is left to the token where an old browser says neither', () => {
    assert.equal(own({}), true);
  });
});
