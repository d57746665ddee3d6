import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FileKind, largestFile, recogniseFile } from '../../../server/domain/agency/file-kind.ts';
import { joined, jpeg, linearisedPdf, pdf, png, program } from './sample-files.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const whole: readonly (readonly [FileKind, Uint8Array])[] = [
  ['pdf', pdf()],
  ['pdf', linearisedPdf()],
  ['png', png()],
  ['jpeg', jpeg()],
];
const codeOf = (bytes: Uint8Array): string => {
  const found = recogniseFile(bytes);
  return found.ok ? found.value.kind : found.code;
};

describe('the kind of an uploaded file', () => {
  it('is told from its bytes, whole to the last one', () => {
    for (const [kind, bytes] of whole)
      assert.deepEqual(recogniseFile(bytes), { ok: true, value: { kind, length: bytes.length } });
  });

  it('a renamed program, a page, a drawing with scripts and an archive are none of the three', () => {
    for (const bytes of [
      program(),
      text('<html><script>alert(1)</script></html>'),
      text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      text('PK\u0003\u0004 an archive'),
      text('GIF89a'),
      text('%PD'),
      text(' %PDF-1.7\nstartxref\n1\n%%EOF'),
    ])
      assert.equal(codeOf(bytes), 'upload_type');
  });

  it('an empty file is told as empty and one of more than 10 MB as too big, before anything else is looked at', () => {
    assert.equal(codeOf(new Uint8Array(0)), 'upload_empty');
    assert.equal(codeOf(new Uint8Array(largestFile + 1)), 'upload_too_big');
    const full = pdf('x'.repeat(largestFile - pdf().length - 7));
    assert.ok(full.length <= largestFile && full.length > largestFile - 20);
    assert.equal(codeOf(full), 'pdf');
  });

  it('a file that was cut off anywhere is never taken for a whole one', () => {
    for (const [, bytes] of whole)
      fc.assert(
        fc.property(fc.integer({ min: 1, max: bytes.length - 2 }), (end) => {
          const code = codeOf(bytes.subarray(0, end));
          assert.ok(code === 'upload_incomplete' || (code === 'upload_type' && end < 8), `${end}: ${code}`);
        }),
      );
  });

  it('what is glued on behind the end is not part of the file, so that nothing can be hidden there', () => {
    for (const [kind, bytes] of whole) {
      const archive = text(`PK\u0003\u0004${'z'.repeat(300)}PK\u0005\u0006`);
      assert.deepEqual(recogniseFile(joined(bytes, archive)), {
        ok: true,
        value: { kind, length: bytes.length },
      });
    }
    const faraway = joined(pdf(), new Uint8Array(5000));
    assert.equal(codeOf(faraway), 'upload_incomplete');
  });

  it('signatures without a picture or a document behind them are incomplete', () => {
    const header = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    assert.equal(codeOf(Uint8Array.from(header)), 'upload_incomplete');
    assert.equal(codeOf(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])), 'upload_incomplete');
    assert.equal(codeOf(text('%PDF-1.7\n%%EOF')), 'upload_incomplete');
    assert.equal(codeOf(text('%PDF-1.7\nstartxref\n999999\n%%EOF')), 'upload_incomplete');
  });

  it('any bytes at all get an answer', () => {
    const starts = whole.map(([, bytes]) => bytes.subarray(0, 12));
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
        const found = recogniseFile(joined(start, rest));
        assert.ok(!found.ok || found.value.length <= start.length + rest.length);
      }),
    );
  });
});
