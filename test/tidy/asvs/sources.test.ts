import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const sources = ['server', 'public/scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mts|mjs)$/.test(path))
    .map((path) => `${folder}/${path}`),
);
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const those = (what: RegExp): string[] => sources.filter((path) => what.test(textOf(path)));

describe('the sources, as the page of the security standard says,', () => {
  it('make no pattern, program or code of data', () => {
    assert.deepEqual(those(/new RegExp\(|\beval\(|new Function\(|node:vm/), []);
    assert.deepEqual(those(/child_process/).sort(), [
      'server/actions/staff/hash-worker.mjs', // chrt of its own thread
      'server/dev/dev.ts',
      'server/ensure-installed.mjs',
      'server/jobs/daily-backup.ts', // our own command, its words from the settings
    ]);
  });

  it('look for nothing that any number of blanks or of anything may stand before: it is gone through anew from each of them', () => {
    assert.deepEqual(those(/[(=,:|]\s*\/(?:\\[sSwdD]|\.)[*+](?!\/|\))[^/\n]*\//), [
      // of a text whose length is bound
      'server/loggable.ts',
      // of outlines of our own font
      'server/web/picture/typesetter.ts',
    ]);
  });

  it('use the cryptography that the page lists, and no other', () => {
    const found = new Set<string>();
    for (const path of sources)
      for (const [, kind, given = ''] of textOf(path).matchAll(
        /\b(createHash|createHmac|createCipheriv|createDecipheriv|createSign|pbkdf2|scrypt|hkdf)\w*\(\s*([^,)]+)/g,
      ))
        found.add(`${kind} ${given.trim()}`);
    assert.deepEqual([...found].sort(), [
      'createCipheriv algorithm',
      'createDecipheriv algorithm',
      "createHash 'sha256'",
      "createHmac 'sha256'",
    ]);
    assert.deepEqual(those(/createCipheriv/), ['server/actions/seal.ts']);
    assert.match(textOf('server/actions/seal.ts'), /const algorithm = 'aes-256-gcm';/);
  });

  it('ask node:crypto alone for chance', () => {
    assert.deepEqual(
      those(/Math\.random\(/).filter((path) => path.startsWith('server/')),
      [],
    );
  });

  it('name every cookie where its prefix is chosen', () => {
    assert.deepEqual(those(/\.cookie\(\s*['"`]/), []);
  });

  it('choose of every cookie the path and SameSite where its prefix is chosen, and hide all from scripts', () => {
    const chosen = textOf('server/web/request/own-cookie.ts');
    assert.match(chosen, /options: \{ httpOnly: true, sameSite: 'lax', secure, path \}/);
    assert.deepEqual(those(/httpOnly/), ['server/web/request/own-cookie.ts']);
    assert.deepEqual(those(/sameSite/).sort(), [
      'server/web/request/own-cookie.ts',
      'server/web/staff/passkey-form.ts', // strict
    ]);
    assert.deepEqual(those(/document\.cookie|cookieStore/), []);
  });

  it('put into a page what the server has rendered and escaped, and nothing that was joined from texts', () => {
    const joined = those(/insertAdjacentHTML|outerHTML\s*=|document\.write|createContextualFragment|srcdoc/);
    assert.deepEqual(joined, []);
    // of each what is put there is an answer of ours, or a part of one
    assert.deepEqual(those(/innerHTML = /).sort(), [
      'public/scripts/counter/replace-console.ts',
      'public/scripts/display/door-corner.ts',
      'public/scripts/door-code.ts',
      'public/scripts/floor.ts',
      'public/scripts/live-page.ts',
      'public/scripts/reception.ts',
      'public/scripts/site-board.ts',
      'public/scripts/ticket.ts',
    ]);
    assert.deepEqual(those(/innerHTML = (?:\w+ = )?[`'"]|innerHTML \+=/), []);
  });

  it('listen to no message of another window', () => {
    assert.deepEqual(those(/window\.(?:addEventListener|on)\(?['"]?message|window\.onmessage/), []);
    assert.deepEqual(those(/addEventListener\('message'/), []);
  });

  it('keep in the browser what these say, and nothing else does', () => {
    const kept = those(/\b(localStorage|sessionStorage|indexedDB)\b|\bcaches\./);
    assert.deepEqual(kept.filter((path) => path.startsWith('public/')).sort(), [
      'public/scripts/booking/keep-typed.ts', // the contact, in its tab until it is sent
      'public/scripts/booking/remember-enterprise.ts',
      'public/scripts/counter/saved-ticks.ts',
      'public/scripts/display-worker.ts',
      'public/scripts/display/reload-on-release.ts',
      'public/scripts/live/saved-board.ts',
      'public/scripts/live/screen-name.ts',
    ]);
  });

  it('hinder nobody who pastes', () => {
    assert.deepEqual(those(/['"](?:before)?(?:paste|input|copy)['"][^;]*preventDefault|onpaste/), []);
  });

  it('trust no certificate that nobody vouches for', () => {
    assert.deepEqual(those(/rejectUnauthorized['"]?\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED/), []);
  });
});
