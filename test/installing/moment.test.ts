import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellMoment } from '../../server/installing/moment.mjs';
import { lineOf, stepOf } from '../../server/installing/progress.mjs';

const local = '127.0.0.1';
const html = { Accept: 'text/html,application/xhtml+xml' };
const progress = () => ({ step: 'compiling' as const, seconds: 65 });

describe('an address while its application is being installed', () => {
  let page: Awaited<ReturnType<typeof tellMoment>>;
  const opened = async (path: string, headers: Record<string, string> = html) => {
    assert.ok(page);
    return fetch(`${page.address}${path}`, { headers });
  };
  before(async () => {
    page = await tellMoment({ port: 0, host: local, progress });
  });
  after(() => page?.close());

  it('says in both languages that it takes a moment, on every page', async () => {
    for (const path of ['/', '/sites/BJ-TSY?lang=en', '/admin']) {
      const answer = await opened(path);
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get('retry-after'), '5');
      const text = await answer.text();
      assert.match(text, /请稍候/);
      assert.match(text, /One moment/);
    }
  });

  it('runs nothing but its own files, each of which is there', async () => {
    const answer = await opened('/');
    assert.match(String(answer.headers.get('content-security-policy')), /default-src 'none'/);
    const text = await answer.text();
    assert.doesNotMatch(text, /<style|style=|<script>|\son\w+=/);
    const files = [...text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    assert.equal(files.length, 2);
    for (const path of files) assert.equal((await opened(path)).status, 200, path);
  });

  it('tells programs so too, with how far it has come', async () => {
    for (const [path, headers] of [
      ['/readyz', {}],
      ['/api/v1/sites', html],
    ] as const) {
      const answer = await opened(path, headers);
      assert.equal(answer.status, 503);
      assert.deepEqual(await answer.json(), { code: 'installing', step: 'compiling', seconds: 65 });
    }
  });

  it('lets go of its port at once, although somebody is still connected', async () => {
    const other = await tellMoment({ port: 0, host: local, progress });
    assert.ok(other);
    const reader = await fetch(other.address, { headers: html });
    await other.close();
    await reader.text();
    const successor = createServer().listen(Number(new URL(other.address).port), local);
    await new Promise((listening) => successor.once('listening', listening));
    successor.close();
  });

  it('is silent where something else has the port: the installation goes on', async () => {
    const owner = createServer().listen(0, local);
    await new Promise((listening) => owner.once('listening', listening));
    const { port } = owner.address() as AddressInfo;
    assert.equal(await tellMoment({ port, host: local, progress }), null);
    owner.close();
  });
});

describe('how far an installation has come', () => {
  it('is seen from what lies there', () => {
    const root = mkdtempSync(join(tmpdir(), 'hall-installing-'));
    assert.equal(stepOf(root), 'fetching');
    const build = join(root, 'node_modules/sqlite3/build');
    mkdirSync(join(build, 'Release'), { recursive: true });
    assert.equal(stepOf(root), 'compiling');
    writeFileSync(join(build, 'Release/node_sqlite3.node'), '');
    assert.equal(stepOf(root), 'finishing');
    rmSync(root, { recursive: true });
  });

  it('is a line with minutes and seconds', () => {
    assert.equal(lineOf({ step: 'compiling', seconds: 65 }), '  1:05  SQLite compiles');
  });
});
