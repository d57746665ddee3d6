import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { loadAssets } from '../../server/web/assets.ts';

describe('assets', () => {
  const app = express();
  let style = '';
  let address: (name: string) => string;
  before(async () => {
    const assets = await loadAssets();
    app.use('/assets', assets.serve);
    address = assets.path;
    style = address('styles/public.css');
  });

  it('a file is named after its content and kept for ever', async () => {
    assert.match(style, /^\/assets\/styles\/public\.[0-9a-f]{10}\.css$/);
    const answer = await request(app)
      .get(style)
      .expect(200)
      .expect('Content-Type', /text\/css/);
    assert.match(String(answer.headers['cache-control']), /immutable/);
  });

  it('what is text says in which letters, and is readable from other hosts in the one style that a mail needs', async () => {
    const names = [
      ['styles/public.css', 'text/css'],
      ['scripts/chinese-font.js', 'text/javascript'],
      ['images/icons.svg', 'image/svg+xml'],
      ['styles/noto-sans-sc.css', 'text/css'],
    ] as const;
    for (const [name, type] of names) {
      const { headers } = await request(app).get(address(name)).expect(200);
      assert.equal(headers['content-type'], `${type}; charset=utf-8`, name);
      const open = name === 'styles/noto-sans-sc.css' ? '*' : undefined;
      assert.equal(headers['access-control-allow-origin'], open, name);
      assert.equal(headers['access-control-allow-credentials'], undefined, name);
    }
  });

  it('brotli and gzip carry the same content as the plain file, in a third of its size', async () => {
    const plain = await request(app).get(style).set('Accept-Encoding', 'identity');
    assert.equal(plain.headers['content-encoding'], undefined);
    for (const encoding of ['br', 'gzip']) {
      const packed = await request(app).get(style).set('Accept-Encoding', encoding);
      assert.equal(packed.headers['content-encoding'], encoding);
      assert.equal(packed.text, plain.text);
      assert.ok(Number(packed.headers['content-length']) < plain.text.length / 3, encoding);
    }
  });

  it('styles are one file each, with what they import inside', async () => {
    const { text } = await request(app).get(style);
    assert.doesNotMatch(text, /@import/);
    assert.match(text, /--port-900/);
  });

  it('every surface has its stylesheet', () => {
    for (const surface of ['public', 'kiosk', 'display', 'counter', 'admin']) {
      assert.match(address(`styles/${surface}.css`), /^\/assets\//);
    }
  });

  it('the Chinese font comes in slices of our own and stays out of the public stylesheet', async () => {
    const { text } = await request(app).get(address('styles/noto-sans-sc.css'));
    const slice = /\/assets\/fonts\/[\w[\]-]+\.woff2/.exec(text)?.[0] ?? '';
    await request(app)
      .get(slice)
      .expect(200)
      .expect('Content-Type', /font\/woff2/)
      .expect('Cache-Control', /immutable/);
    // its faces are those that a machine has
    assert.doesNotMatch((await request(app).get(style)).text, /@font-face[^}]*url\(/);
  });

  it('a name that is not an asset is a bug in a template, and an address that is none is not found', async () => {
    assert.throws(() => address('styles/nothing.css'), /no asset styles\/nothing\.css/);
    await request(app).get('/assets/styles/public.css').expect(404);
    await request(app).get('/assets/fonts/../package.json').expect(404);
  });
});
