import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activePartOf } from '../../../server/actions/agency/inspect-file.ts';
import { recogniseFile } from '../../../server/domain/agency/file-kind.ts';

/** One page each, as programs in use write it: with a table, with objects in streams, made for the web. */
const folder = join(import.meta.dirname, 'producers');

describe('a PDF of a program in use', () => {
  for (const name of readdirSync(folder))
    it(`${name} is taken whole`, async () => {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      assert.deepEqual(recogniseFile(bytes), { ok: true, value: { kind: 'pdf', length: bytes.length } });
      assert.equal(await activePartOf(bytes), null);
    });
});
