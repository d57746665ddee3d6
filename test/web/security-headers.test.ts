import assert from 'node:assert/strict';
import express from 'express';
import supertest from 'supertest';
import { readConfig } from '../../server/config.ts';
import { securityHeaders } from '../../server/web/middleware/security-headers.ts';

const secret = 'a secret of at least thirty-two characters';

/** The headers of an answer of a hall at that address. */
async function headersAt(baseUrl: string | undefined): Promise<Readonly<Record<string, string>>> {
  const config = readConfig({
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
    assert.match(secure['content-security-policy'] ?? '', /connect-src 'self' wss:\/\/hall\.test/);
  });
});
