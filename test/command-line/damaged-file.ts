import { closeSync, openSync, statSync, writeSync } from 'node:fs';

/** Overwrites one page in the last third of the file, where the filler is. */
export function damage(file: string): void {
  const page = 4096;
  const at = Math.floor((statSync(file).size * 0.8) / page) * page;
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(page, 0xff), 0, page, at);
  closeSync(handle);
}
