import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArrivedFile } from '../../server/actions/agency/upload-document.ts';

let folder: string | null = null;
let count = 0;

/** A file as a form has brought it, until the tests end. */
export function arrivedFile(bytes: Uint8Array, name = 'a.pdf'): ArrivedFile {
  if (folder === null) {
    const own = mkdtempSync(join(tmpdir(), 'hall-arrived-'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    folder = own;
  }
  count += 1;
  const path = join(folder, String(count));
  writeFileSync(path, bytes);
  return { path, name };
}
