import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { lookBeside } from '../../../server/actions/agency/look-beside.ts';
import { unavailableOf } from '../../../server/actions/unavailable.ts';
import { pdf } from '../../domain/agency/sample-files.ts';
import { catalogue, page, pdfOf } from '../../domain/agency/sample-pdfs.ts';

describe('a look through what was uploaded', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'hall-look-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  it('says what a file is and what is wrong with it, and goes on after one that is not there', async () => {
    const plain = pdf('nothing');
    assert.deepEqual(await lookBeside(file('plain', plain)), {
      ok: true,
      value: { kind: 'pdf', length: plain.length },
    });
    await assert.rejects(lookBeside(join(folder, 'nowhere')), /ENOENT/);
    const active = pdfOf([catalogue('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), page]);
    const refused = await lookBeside(file('active', active));
    assert.equal(refused.ok ? null : refused.code, 'upload_active');
    const other = await lookBeside(file('other', Buffer.from('a program')));
    assert.equal(other.ok ? null : other.code, 'upload_type');
  });

  it('holds up nobody: the loop goes on while the largest file is gone through, and sixty may wait', async () => {
    const crafted = file('crafted', pdfOf([catalogue(), page, `(${'obj'.repeat(1_000_000)})`]));
    // what looks for the beginnings of objects: in this thread it looks for none
    const looking = mock.method(Buffer.prototype, 'indexOf');
    try {
      await lookBeside(crafted);
      assert.equal(looking.mock.callCount(), 0);
    } finally {
      looking.mock.restore();
    }
    const all = await Promise.allSettled(
      Array.from({ length: 70 }, () => lookBeside(file('small', pdf('x')))),
    );
    const refused = all.filter((one) => one.status === 'rejected');
    assert.equal(refused.length, 10);
    for (const { reason } of refused) assert.equal(unavailableOf(reason)?.reason, 'too_busy');
  });
});
