import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const topFolders = ['server', 'views', 'public', 'db', 'seeds', 'test'];
const topFiles = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'ARCHITECTURE.md',
  'biome.json',
];
const allowedExtra = /^(\..+|node_modules|var|coverage)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const all = topFolders.flatMap(filesBelow);
const sources = all.filter((path) => /\.(ts|mjs)$/.test(path));
const code = sources.filter((path) => !path.startsWith('test/'));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the house', () => {
  it('has only the folders and files at the top that belong there', () => {
    const strangers = readdirSync(root).filter(
      (name) => !topFolders.includes(name) && !topFiles.includes(name) && !allowedExtra.test(name),
    );
    assert.deepEqual(strangers, []);
  });

  it('only the store works with knex itself; others may name its types', () => {
    const values = code.filter(
      (path) => /^import (?!type )[^;]*from 'knex/m.test(textOf(path)) && !/^server\/store\//.test(path),
    );
    assert.deepEqual(values, []);
  });

  it('types are imported in statements, where the rules of imports see them', () => {
    const hidden = code.filter((path) => /(?<!await )\bimport\('\.[^']+\.ts'\)/.test(textOf(path)));
    assert.deepEqual(hidden, []);
  });

  it('only clock.ts reads the real time', () => {
    const readers = code.filter(
      (path) =>
        path.startsWith('server/') &&
        path.endsWith('.ts') &&
        path !== 'server/clock.ts' &&
        /Date\.now\(\)|new Date\(\)|performance\.now\(\)|DateTime\.(now|local|utc)\(\)/.test(textOf(path)),
    );
    assert.deepEqual(readers, []);
  });

  it('every connection to PostgreSQL that is ours has a listener for its errors: an unheard one ends the process', () => {
    const count = (path: string, what: RegExp): number => [...textOf(path).matchAll(what)].length;
    const unheard = code.filter(
      (path) => count(path, /new (pg\.)?(Client|Pool)\(/g) > count(path, /\.on\('error',/g),
    );
    assert.deepEqual(unheard, []);
    const borrowed = code.filter((path) => /\bpool\.connect\(/.test(textOf(path)));
    assert.deepEqual(borrowed, [], 'a client that was taken out of a pool is not heard by the pool');
  });

  it('no source has more than 250 lines, and the median is under 100', () => {
    const lengths = sources.map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > 250),
      [],
    );
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    assert.ok((sorted[Math.floor(sorted.length / 2)] ?? 0) < 100);
  });

  it('no file or folder is named for nothing in particular, and none only passes others on', () => {
    const vague = all.filter(
      (path) =>
        /(^|\/)(utils?|helpers?|common|shared|misc|index)(\.|\/|$)/.test(path) &&
        !path.startsWith('server/locales/') &&
        !path.startsWith('test/support/'),
    );
    assert.deepEqual(vague, []);
    const barrels = code.filter((path) => {
      const lines = textOf(path)
        .split('\n')
        .filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line));
      return lines.length > 0 && lines.every((line) => /^export .* from /.test(line));
    });
    assert.deepEqual(barrels, []);
  });

  it('only declared pages make routes, so that none can be without its guard', () => {
    const routers = code.filter((path) => /\bRouter\(\)|\.(get|post|route)\('\//.test(textOf(path)));
    assert.deepEqual(
      routers.filter((path) => !path.startsWith('server/web/api/')),
      [
        'server/web/assets.ts', // files, for everybody
        'server/web/declared-page.ts',
        'server/web/pages.ts', // what stands before and after pages
      ],
    );
  });

  it('pages have no inline script or style', () => {
    const inline = all.filter(
      (path) =>
        path.startsWith('views/') &&
        !path.startsWith('views/mail/') &&
        /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle="|\son[a-z]+="/.test(textOf(path)),
    );
    assert.deepEqual(inline, []);
  });

  it('only what has escaped its words vouches for HTML', () => {
    const vouching = code.filter((path) => /\bsafeHtml\(/.test(textOf(path)));
    assert.deepEqual(vouching, [
      'server/web/admin/statistics/draw-beside.ts', // what plain-svg.ts has made, in a thread
      'server/web/admin/statistics/plain-svg.ts', // a chart: echarts escapes the words in it
      'server/web/display/part-html.ts', // a screen's elements: escaped there
      'server/web/kiosk/qr-code.ts', // paths only
      'server/web/render-page.ts', // what a template has written
      'server/web/safe-html.ts',
    ]);
  });

  it('nothing is left to do, and no machine or registry is named', () => {
    const mine = 'test/tidy/house.test.ts';
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((path) => path !== '' && path !== mine);
    const present = tracked.filter(
      (path) =>
        statSync(join(root, path), { throwIfNoEntry: false })?.isFile() &&
        !/\.(png|woff2|mp3|ogg|wav)$/.test(path),
    );
    const words = [/\bTODO\b/, /\bFIXME\b/, /registry\.npmjs/, /\/work\/main/, /example\.(com|org)\b/];
    const found = present.flatMap((path) =>
      words.filter((word) => word.test(textOf(path))).map((word) => `${path}: ${word.source}`),
    );
    assert.deepEqual(found, []);
  });
});
