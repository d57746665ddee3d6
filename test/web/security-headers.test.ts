import assert from 'node:assert/strict';
import { request as overHttp } from 'node:http';
import express from 'express';
import supertest from 'supertest';
import { readConfig } from '../../server/config.ts';
import { securityHeaders } from '../../server/web/middleware/security-headers.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

const secret = 'a secret of at least thirty-two characters';

/** The headers of an answer of a hall at that address. */
async function headersAt(
  baseUrl: string | undefined,
  env: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const config = readConfig({
    ...env,
    SESSION_SECRET: secret,
    ...(baseUrl === undefined ? {} : { BASE_URL: baseUrl }),
  });
  const app = express().use(securityHeaders(config), (_request, response) => void response.send('page'));
  return (await supertest(app).get('/')).headers;
}

describe('the headers of every answer', () => {
  it('allow what comes from here alone: nothing inline, no other host, no frame of others, no guessing of types', async () => {
    const headers = await headersAt(undefined);
    const policy = new Map(
      (headers['content-security-policy'] ?? '').split(';').map((part) => {
        const [name = '', ...sources] = part.trim().split(/\s+/);
        return [name, sources] as const;
      }),
    );
    assert.deepEqual(policy.get('default-src'), ["'self'"]);
    assert.deepEqual(policy.get('script-src'), ["'self'"]);
    assert.deepEqual(policy.get('style-src'), ["'self'"]);
    assert.deepEqual(policy.get('object-src'), ["'none'"]);
    assert.deepEqual(policy.get('frame-ancestors'), ["'self'"]);
    const all = [...policy.values()].flat();
    assert.deepEqual([...new Set(all)].sort(), ["'none'", "'self'", 'blob:', 'data:']);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['permissions-policy'], 'microphone=()');
    assert.equal(headers['referrer-policy'], 'same-origin');
  });

  it('ask for https again where the hall has it, and only there', async () => {
    const [plain, secure] = [await headersAt('http://hall.test'), await headersAt('https://hall.test')];
    assert.equal(plain['strict-transport-security'], undefined);
    assert.doesNotMatch(plain['content-security-policy'] ?? '', /upgrade-insecure-requests/);
    assert.match(secure['strict-transport-security'] ?? '', /^max-age=31536000/);
    assert.match(secure['content-security-policy'] ?? '', /upgrade-insecure-requests/);
    assert.doesNotMatch(secure['strict-transport-security'] ?? '', /includeSubDomains/);
    const below = await headersAt('https://hall.test', { HSTS_SUBDOMAINS: 'on' });
    assert.match(below['strict-transport-security'] ?? '', /^max-age=31536000; includeSubDomains$/);
    assert.match(secure['content-security-policy'] ?? '', /connect-src 'self' wss:\/\/hall\.test/);
  });

  describe('whatever is asked for', () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine: 'sqlite', env: { BASE_URL: 'https://hall.test' } });
    });
    after(() => hall.close());

    it('they are there: a page, a call, a file, a socket, whether or not it is found, read or allowed', async () => {
      const { request } = hall;
      const answers = {
        page: request.get('/'),
        'no page': request.get('/nothing-here'),
        'broken address': request.get('/%E0%A4%A'),
        'a page of staff': request.get('/admin'),
        'a form without a token': request.post('/book/services').type('form').send('x=1'),
        call: request.get('/api/v1/services'),
        'no call': request.get('/api/v1/nothing-here'),
        'no JSON': request.post('/api/v1/bookings').set('Content-Type', 'application/json').send('{'),
        health: request.get('/healthz'),
        metrics: request.get('/metrics').set('X-Forwarded-For', '203.0.113.7'),
        'handshake of a socket': request.get('/socket.io/?EIO=4&transport=polling'),
        'no handshake': request.get('/socket.io/?EIO=4&transport=smoke'),
        'another method': request.delete('/'),
      };
      for (const [name, asked] of Object.entries(answers)) {
        const { headers } = await asked;
        assert.equal(headers['x-content-type-options'], 'nosniff', name);
        assert.match(headers['strict-transport-security'] ?? '', /^max-age=31536000/, name);
        assert.match(headers['content-security-policy'] ?? '', /frame-ancestors /, name);
        assert.match(headers['content-security-policy'] ?? '', /object-src 'none'/, name);
        assert.match(headers['content-security-policy'] ?? '', /base-uri 'none'/, name);
        assert.equal(headers['referrer-policy'], 'same-origin', name);
        assert.equal(headers['access-control-allow-origin'], undefined, `${name}: for nobody else's pages`);
        assert.equal(headers['x-powered-by'], undefined, name);
        assert.match(
          headers['content-type'] ?? 'none',
          /^(none$|text\/.*charset=utf-8|application\/(problem\+)?json)/i,
          name,
        );
      }
    });

    it('TRACE gives nothing back of what was sent', async () => {
      const answer = await ask(hall.url, 'TRACE', { 'X-Secret': 'nobody-may-read-this' });
      assert.ok(answer.status >= 400, String(answer.status));
      assert.doesNotMatch(answer.text, /nobody-may-read-this/);
    });
  });
});

/** By node itself: the test client has no such method. */
function ask(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((done, failed) => {
    const asked = overHttp(url, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', failed).end();
  });
}
