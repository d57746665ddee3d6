import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { loadAssets } from '../../../server/web/assets.ts';
import { fixedCharacters } from '../../../server/web/font/fixed-characters.ts';
import { isWholeFont } from '../../../server/web/font/whole-font.ts';
import { sliceOf } from '../../../server/web/picture/font-slices.ts';
import { publicApp } from '../../support/public-app.ts';

describe('the font of our own words', () => {
  const groups = fixedCharacters();

  it('has each character in one file', () => {
    const all = groups.flatMap(({ characters }) => [...characters]);
    assert.equal(new Set(all).size, all.length);
  });

  it('comes in files of at most 60 KB, kept for ever, which name what is in them', async function () {
    this.timeout(120_000);
    const assets = await loadAssets();
    const app = express().use('/assets', assets.serve);
    const { text } = await request(app).get(assets.path('styles/chinese-words.css')).expect(200);
    const faces = [...text.matchAll(/url\((\S+?)\).*?unicode-range:(\S+?)[};]/g)];
    assert.equal(faces.length, groups.length);
    for (const [, file = ''] of faces) {
      const { body, headers } = await request(app).get(file).buffer(true).expect(200);
      assert.equal(headers['content-type'], 'font/woff2');
      assert.match(String(headers['cache-control']), /immutable/);
      assert.equal((body as Buffer).subarray(0, 4).toString(), 'wOF2', file);
      assert.ok(isWholeFont(body as Buffer), `${file} says how long it is`);
      assert.ok(!isWholeFont((body as Buffer).subarray(0, -1)), 'half a file is made anew');
      assert.ok((body as Buffer).length <= 60 * 1024, `${file}: ${(body as Buffer).length} bytes`);
    }
  });

  it('gives what names are written in by eights, kept for ever, and nothing that the font has not', async function () {
    this.timeout(60_000);
    const assets = await loadAssets();
    const app = express().use('/assets', assets.serve);
    const { text } = await request(app).get(assets.path('styles/chinese-words.css')).expect(200);
    const [, address = ''] = /--eight:"([^"]+)"/.exec(text) ?? [];
    const of = (character: string) => {
      const block = (character.codePointAt(0) ?? 0) >> 3;
      return request(app)
        .get(address.replace('*', block.toString(16)))
        .buffer(true);
    };
    const { body, headers } = await of('芳').expect(200);
    assert.match(String(headers['cache-control']), /immutable/);
    assert.ok(isWholeFont(body as Buffer));
    assert.ok((body as Buffer).length < 4096, `${(body as Buffer).length} bytes`);
    for (const nobodys of ['A', '\ue000']) await of(nobodys).expect(404);
    await request(app).get('/assets/fonts/eight-1050.0.0.0.woff2').expect(404);
  });

  it('names every other character of the font, without a script, in rules of at most 8 KB', async function () {
    this.timeout(60_000);
    const assets = await loadAssets();
    const app = express().use('/assets', assets.serve);
    const css = assets.path('styles/chinese-others.css');
    const { text, headers } = await request(app).get(css).set('Accept-Encoding', 'gzip').expect(200);
    assert.ok(Number(headers['content-length']) <= 8 * 1024, `${headers['content-length']} bytes`);
    const faces = [...text.matchAll(/url\((\S+?)\).*?unicode-range:U\+(\w+)-(\w+)}/g)].map(
      ([, file = '', from = '', to = '']) => ({
        file,
        from: Number.parseInt(from, 16),
        to: Number.parseInt(to, 16),
      }),
    );
    const faceOf = (character: string) => {
      const point = character.codePointAt(0) ?? 0;
      return faces.filter(({ from, to }) => from <= point && point <= to);
    };
    for (const one of '芳龘鑫㐂𠮷、！') {
      assert.equal(faceOf(one).length, sliceOf(one) === null ? 0 : 1, one);
    }
    const [face] = faceOf('鑫');
    const { body } = await request(app)
      .get(face?.file ?? '')
      .buffer(true)
      .expect(200);
    assert.ok(isWholeFont(body as Buffer));
    assert.ok((body as Buffer).length < 16 * 1024, `${(body as Buffer).length} bytes`);
  });

  it('writes each page that informs about services and offices with the files of its kind', async () => {
    const app = await publicApp();
    const own = groups.filter(({ name }) => /plain|everywhere|informing/.test(name));
    const first = new Set(own.flatMap(({ characters }) => [...characters]));
    for (const path of ['/', '/services', '/services/RENEW', '/services/NEW', '/sites', '/sites/BJ-TSY']) {
      const { text } = await request(app).get(path).set('Accept-Language', 'zh-CN').expect(200);
      const shown = text.replace(/<head[\s\S]*?<\/head>|<[^>]*>/g, '');
      const beyond = [...new Set(shown)].filter((one) => one >= '\u2e80' && !first.has(one));
      assert.deepEqual(beyond, [], path);
    }
  });
});
