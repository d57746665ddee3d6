import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { csrfOf } from './staff/staff-browser.ts';

describe('what is sent', () => {
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  /** Bytes as they are, and all that comes back until the line is closed. */
  const sent = async (text: string): Promise<string> => {
    const line = connect(Number(new URL(hall.url).port), '127.0.0.1');
    let said = '';
    line.on('data', (bytes: Buffer) => {
      said += bytes.toString('latin1');
    });
    line.write(text);
    await once(line, 'close');
    return said;
  };

  it('is decoded once: what is still encoded after that stays so, in addresses, queries and forms', async () => {
    assert.equal((await hall.request.get('/sites/%42J-TSY')).status, 200);
    assert.equal((await hall.request.get('/sites/%2542J-TSY')).status, 404);
    const agent = hall.agent();
    const page = await agent.get('/bookings?reference=%2541%26lt%3Bb');
    assert.match(page.text, /name="reference"[^>]* value="%41&amp;lt;b"/);
    const form = { _csrf: csrfOf(page.text), reference: '%41&lt;b&#39;', mobile: '1' };
    const answer = await agent.post('/bookings').type('form').send(form);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /name="reference"[^>]* value="%41&amp;lt;b&amp;#39;"/);
  });

  it('ends where it says, in one way: two that differ are no request', async () => {
    const head = `Host: ${new URL(hall.url).host}\r\nContent-Type: application/json\r\n`;
    const hidden = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const lengths of [
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
      'Content-Length: 4\r\nContent-Length: 9\r\n',
      'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n',
      'Transfer-Encoding: xchunked\r\n',
      'Content-Length: +4\r\n',
      'Content-Length : 4\r\n',
    ]) {
      const said = await sent(`POST /api/v1/bookings HTTP/1.1\r\n${head}${lengths}\r\n0\r\n\r\n${hidden}`);
      assert.match(said, /^HTTP\/1\.1 400 /, lengths);
      assert.equal(said.split('HTTP/1.1 ').length, 2, `${lengths} is answered once`);
    }
  });

  it('finds no file of ours beside the assets, however it is spelt', async () => {
    for (const file of ['.git/config', '.git/HEAD', 'package.json', 'server/main.ts', 'var/session-secret'])
      for (const way of [
        '/',
        '/assets/',
        '/assets/../',
        '/assets/%2e%2e/',
        '/assets/..%2f',
        '/assets/%252e%252e/',
      ]) {
        const said = await sent(`GET ${way}${file} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        assert.match(said, /^HTTP\/1\.1 40[04] /, way + file);
      }
  });
});
