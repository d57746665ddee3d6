import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type FileKind,
  largestFile,
  lookAtFile,
  recogniseFile,
} from '../../../server/domain/agency/file-kind.ts';
import { pieceBytes } from '../../../server/domain/agency/in-pieces.ts';
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

  it('of a picture of ten megabytes is told in pieces, whatever it is filled with', () => {
    const size = largestFile - 2000;
    const chunk = Uint8Array.from([0, 0, 0, 0, 0x74, 0x45, 0x58, 0x74, 0, 0, 0, 0]);
    const chunks = new Uint8Array(size).map((_none, at) => chunk[at % chunk.length] ?? 0);
    const head = png().subarray(0, 33);
    const ends = Math.floor(size / chunk.length) * chunk.length;
    for (const [what, bytes] of [
      ['one byte', jpeg('x'.repeat(size))],
      ['bytes that end nothing', jpeg('\u00ff\0'.repeat(size / 2))],
      ['what a telephone appends', joined(jpeg(), new Uint8Array(size))],
      ['chunks', joined(head, chunks.subarray(0, ends), png().subarray(33))],
    ] as const) {
      const steps = lookAtFile(bytes);
      let pieces = 1;
      let step = steps.next();
      for (; !step.done; step = steps.next()) pieces += 1;
      assert.ok(step.value.ok, what);
      assert.ok(pieces > size / pieceBytes, `${what}: ${pieces}`);
    }
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

  it('a picture that says it has more pixels than anybody can open, or none, is refused, and the largest of a telephone is not', () => {
    const pngOf = (width: number, height: number): Uint8Array => {
      const bytes = Uint8Array.from(png());
      const view = new DataView(bytes.buffer);
      view.setUint32(16, width);
      view.setUint32(20, height);
      return bytes;
    };
    const jpegOf = (width: number, height: number): Uint8Array => {
      const bytes = Uint8Array.from(jpeg());
      const frame = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc2]));
      const view = new DataView(bytes.buffer);
      view.setUint16(frame + 5, height);
      view.setUint16(frame + 7, width);
      return bytes;
    };
    for (const [width, height, kind] of [
      [16_320, 12_240, null],
      [30_000, 30_000, 'upload_pixels'],
      [0, 100, 'upload_pixels'],
      [65_535, 65_535, 'upload_pixels'],
    ] as const) {
      assert.equal(codeOf(pngOf(width, height)), kind ?? 'png', `${width} × ${height}`);
      assert.equal(codeOf(jpegOf(width, height)), kind ?? 'jpeg', `${width} × ${height}`);
    }
    assert.equal(codeOf(pngOf(0xffff_ffff, 0xffff_ffff)), 'upload_pixels');
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

  it('what a telephone appends is not part of the file, nor are blanks', () => {
    for (const [kind, bytes] of whole)
      for (const tail of [text('\n\n  \r\n'), new Uint8Array(300), Uint8Array.from([0, 1, 200, 255, 3])])
        assert.deepEqual(recogniseFile(joined(bytes, tail)), {
          ok: true,
          value: { kind, length: bytes.length },
        });
    const faraway = joined(pdf(), new Uint8Array(5000));
    assert.equal(codeOf(faraway), 'upload_incomplete');
  });

  it('a file that is an archive, a page, a script or another document as well is refused, wherever that begins', () => {
    const zipEnd = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);
    const last = pdf();
    const tails = [
      text(`PK\u0003\u0004${'z'.repeat(300)}`),
      zipEnd,
      text('<html><script>alert(1)</script>'),
      text('\n<SVG onload=alert(1)>'),
      text('<?php system($_GET[1]);'),
      text('*/alert(1);//'),
      text('Rar!\u001a\u0007\u0001'),
      last,
    ];
    // a PDF behind a PDF is a later version of it
    for (const [kind, bytes] of whole)
      for (const [index, tail] of tails.entries())
        if (kind !== 'pdf' || tail !== last)
          assert.equal(codeOf(joined(bytes, tail)), 'upload_polyglot', `tail ${index}`);
    // an archive whose comment is the rest of the document
    const comment = Uint8Array.from([...zipEnd.subarray(0, 20), 50, 0]);
    const laidInside = Buffer.from(pdf(Buffer.from(comment).toString('latin1')));
    assert.equal(codeOf(laidInside), 'upload_polyglot');
    assert.equal(codeOf(pdf('<script>alert(1)</script>')), 'upload_polyglot', 'a page by its head');
    const [before, behind] = [png().subarray(0, 33), png().subarray(33)];
    const chunk = (data: string): Uint8Array =>
      joined(Uint8Array.from([0, 0, 0, data.length]), text(`tEXt${data}`), new Uint8Array(4));
    assert.equal(
      codeOf(joined(before, chunk('%PDF-1.7'), behind)),
      'upload_polyglot',
      'a document in a picture',
    );
    assert.equal(codeOf(joined(before, chunk('a comment'), behind)), 'png');
    // 12,074 bytes of a comment, whose length is the beginning of one in a script
    const comments = joined(text('\u0000'), new Uint8Array(12_071));
    const asScript = joined(
      jpeg().subarray(0, 2),
      Uint8Array.from([0xff, 0xe0, 0x2f, 0x2a]),
      comments,
      jpeg().subarray(2),
    );
    assert.equal(codeOf(asScript), 'upload_polyglot', 'a script by its head');
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
