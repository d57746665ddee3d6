import assert from 'node:assert/strict';
import { request as ask } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { disguised, undisguised } from '../../server/web/middleware/form-token.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';

interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** As the bytes come over the wire. */
function raw(address: string, encoding: string): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = ask(address, { headers: { 'Accept-Encoding': encoding } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject).end();
  });
}

const slots = '/api/v1/sites/BJ-TSY/slots?service=RENEW&from=2026-11-24&to=2026-12-23';

describe('what is sent over the wire', () => {
  const halls: HallSystem[] = [];
  const hallWith = async (env: Record<string, string>): Promise<HallSystem> => {
    const hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning, env });
    halls.push(hall);
    return hall;
  };
  let direct: HallSystem;
  before(async function () {
    this.timeout(60_000);
    direct = await hallWith({});
  });
  after(async () => {
    for (const hall of halls) await hall.close();
  });

  it('is squeezed for whoever takes that, and the same inside', async () => {
    for (const path of [
      '/',
      '/services/RENEW',
      '/sites',
      slots,
      '/api/v1/services',
      '/api/v1/openapi.json',
    ]) {
      const plain = await raw(direct.url + path, 'identity');
      const squeezed = await raw(direct.url + path, 'gzip, deflate, br');
      assert.deepEqual(
        [plain.headers['content-encoding'], squeezed.headers['content-encoding']],
        [undefined, 'gzip'],
        path,
      );
      assert.equal(Number(squeezed.headers['content-length']), squeezed.body.length);
      assert.ok(squeezed.body.length < plain.body.length * 0.55, `${path}: ${squeezed.body.length}`);
      assert.equal(gunzipSync(squeezed.body).toString(), plain.body.toString(), path);
      assert.match(String(plain.headers['vary']), /Accept-Encoding/, path);
    }
  });

  it('is left as it is where it is short, or holds what belongs to somebody', async () => {
    for (const path of [
      '/healthz',
      '/bookings',
      '/bookings/2222-2222',
      '/staff/sign-in',
      '/book/details?service=UNLOCK',
    ]) {
      const { headers } = await raw(direct.url + path, 'gzip, br');
      assert.equal(headers['content-encoding'], undefined, path);
    }
  });

  it('is left to a proxy where there is one', async function () {
    this.timeout(60_000);
    const behind = await hallWith({ TRUST_PROXY: '1', BASE_URL: 'https://hall.example' });
    for (const path of ['/', slots])
      assert.equal((await raw(behind.url + path, 'gzip')).headers['content-encoding'], undefined, path);
  });

  it('says for each kind how long it may be kept', async () => {
    const stylesheet = /href="(\/assets\/styles\/public[^"]*\.css)"/.exec(
      (await raw(`${direct.url}/`, 'identity')).body.toString(),
    )?.[1];
    const kinds: Readonly<Record<string, RegExp>> = {
      '/': /^private, no-cache$/,
      '/services/RENEW': /^private, no-cache$/,
      '/bookings': /^no-store$/,
      [String(stylesheet)]: /^public, max-age=31536000, immutable$/,
      '/assets/fonts/noto-sans-sc-4-wght-normal.woff2': /^public, max-age=31536000, immutable$/,
      '/api/v1/services': /^public, max-age=\d+$/,
      [slots]: /^(no-store|public, max-age=\d+)$/,
      '/api/v1/openapi.json': /^public, max-age=300$/,
      '/healthz': /^no-store$/,
    };
    for (const [path, wanted] of Object.entries(kinds)) {
      const { headers } = await raw(direct.url + path, 'gzip');
      assert.match(String(headers['cache-control']), wanted, path);
    }
  });

  it('has the token of a form in another guise each time, and every guise is taken', async () => {
    const guises = new Set(Array.from({ length: 50 }, () => disguised('secret.token')));
    assert.equal(guises.size, 50);
    for (const guise of guises) {
      assert.ok(!guise.includes('secret'));
      assert.equal(undisguised(guise), 'secret.token');
    }
    const agent = direct.agent();
    const tokenOf = async () =>
      /name="_csrf" value="([^"]+)"/.exec((await agent.get('/book')).text)?.[1] ?? '';
    const [first, second] = [await tokenOf(), await tokenOf()];
    assert.notEqual(first, second);
    for (const token of [first, second])
      assert.notEqual((await agent.post('/book').type('form').send({ _csrf: token })).status, 403);
    assert.equal(
      (
        await agent
          .post('/book')
          .type('form')
          .send({ _csrf: `${first.slice(0, -4)}AAAA` })
      ).status,
      403,
    );
  });
});
