import assert from 'node:assert/strict';
import { timeOrderedId } from '../../server/actions/secrets.ts';
import { beginUpload, keepChunk } from '../../server/store/agency/upload-store.ts';
import { onEveryEngine } from '../support/engines.ts';

onEveryEngine('a piece of an uploaded file', (open) => {
  it('of more than a quarter of a megabyte is refused by the database', async () => {
    const { writer } = open();
    const id = timeOrderedId(0);
    await beginUpload(writer, { id, size: 1, sha256: '' }, 0);
    await assert.rejects(keepChunk(writer, id, 0, Buffer.alloc(256 * 1024 + 1)));
    await keepChunk(writer, id, 0, Buffer.alloc(256 * 1024));
  });
});
