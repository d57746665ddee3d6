import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

describe('a host that a request names', function () {
  this.timeout(30_000);
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  const ask = (target: string, headers: readonly string[] = [], method = 'GET'): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port, host } = new URL(hall.url);
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      socket.on('error', reject).on('close', () => resolve(text));
      const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });

  it('in its address, or in a header of a proxy that nobody trusts, stands nowhere in the answer', async () => {
    const proxy = [
      'X-Forwarded-Host: elsewhere.example',
      'X-Forwarded-Server: elsewhere.example',
      'X-Host: elsewhere.example',
      'Forwarded: host=elsewhere.example',
      'X-Original-URL: http://elsewhere.example/admin',
    ];
    for (const path of [
      '/',
      '/book',
      '/sites/BJ-TSY',
      '/staff/sign-in',
      '/admin',
      '/nowhere',
      '?lang=en',
      '',
    ]) {
      for (const target of [`http://elsewhere.example${path}`, `HTTPS://u@elsewhere.example:81${path}`, path])
        if (target.startsWith('/') || target.includes('elsewhere')) {
          const answer = await ask(target, proxy);
          assert.match(answer, /^HTTP\/1\.1 (200|303|404) /, target);
          assert.doesNotMatch(answer, /elsewhere/, target);
        }
    }
    const form = await ask('http://elsewhere.example/staff/sign-in', ['Content-Length: 0'], 'POST');
    assert.match(form, /^HTTP\/1\.1 4\d\d /);
    assert.doesNotMatch(form, /elsewhere/);
  });

  it('is one: of two nobody can say which a machine between has believed', async () => {
    assert.match(await ask('/', ['Host: elsewhere.example']), /^HTTP\/1\.1 400 /);
    assert.match(await ask('/', ['hOST: elsewhere.example']), /^HTTP\/1\.1 400 /);
    assert.match(await ask('/', ['X-Forwarded-Host: elsewhere.example']), /^HTTP\/1\.1 200 /);
  });
});
