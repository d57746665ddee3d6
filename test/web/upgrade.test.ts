import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

describe('a request that asks for another protocol', function () {
  this.timeout(30_000);
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  /** Everything that is answered until the connection ends, or `enough` of it. */
  const ask = (lines: readonly string[], body = '', enough = /^$/): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(hall.url);
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (enough.test(text)) socket.destroy();
      });
      socket.on('error', reject).on('close', () => resolve(text));
      socket.write(`${[...lines, `Host: ${hostname}:${port}`].join('\r\n')}\r\n\r\n${body}`);
    });
  const h2c = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'];
  const webSocket = [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];

  it('is answered as if it had not asked', async () => {
    assert.match(await ask(['GET /healthz HTTP/1.1', ...h2c]), /^HTTP\/1\.1 200 [\s\S]*Connection: close/);
    assert.match(await ask(['GET /sites HTTP/1.1', ...h2c]), /^HTTP\/1\.1 200 [\s\S]*<\/html>\s*(0\s*)?$/);
    assert.match(await ask(['GET /nothing HTTP/1.1', ...webSocket]), /^HTTP\/1\.1 404 /);
    assert.match(await ask(['HEAD /sites HTTP/1.1', ...h2c]), /^HTTP\/1\.1 200 /);
  });

  it('is refused when it has a body, which nobody can read any more', async () => {
    const post = ['POST /api/v1/bookings HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 2'];
    assert.match(await ask([...post, ...h2c], '{}'), /^HTTP\/1\.1 400 /);
  });

  it('is let through where it is for our sockets', async () => {
    const ours = ['GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', ...webSocket];
    assert.match(await ask(ours, '', /"sid"/), /^HTTP\/1\.1 101 /);
  });
});
