import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { activePartOf } from '../../../server/actions/agency/inspect-file.ts';
import { inspectPdf } from '../../../server/domain/agency/pdf-content.ts';
import { linearisedPdf, pdf } from './sample-files.ts';
import { catalogue, objectStream, page, pdfOf, stream } from './sample-pdfs.ts';

const script = '<< /S /JavaScript /JS (app.alert(1)) >>';
const text = (value: string): Buffer => Buffer.from(value, 'latin1');

describe('what is active in a PDF', () => {
  const assertFound = async (bytes: Buffer, found: string | null, what: string): Promise<void> => {
    assert.equal(await activePartOf(bytes), found, what);
  };

  it('is nothing in pages, pictures, links, forms to fill in, bookmarks and a place at which to open', async () => {
    const picture = stream(randomBytes(200_000), '/Type /XObject /Subtype /Image /Filter /DCTDecode');
    for (const opening of [
      '',
      '/OpenAction [3 0 R /XYZ null null 0]',
      '/OpenAction 4 0 R',
      '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>',
      '/OpenAction 20 0 R',
      '/AcroForm << /Fields [] /NeedAppearances true >>',
      '/Names << /Dests 5 0 R >> /PageMode /UseOutlines',
    ]) {
      const objects = [
        catalogue(opening),
        page,
        picture,
        '[3 0 R /Fit]',
        '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.cn/) >> >>',
        objectStream(['<< /S /GoTo /D [3 0 R /Fit] >>', '<< /Type /Font /BaseFont /ABCDEF+Song >>']),
        '<< /Title (Says \\(JavaScript\\) and /JS in a text) >>',
      ];
      await assertFound(pdfOf(objects), null, opening);
    }
    await assertFound(Buffer.from(pdf('x'.repeat(5000))), null, 'the smallest');
    await assertFound(Buffer.from(linearisedPdf()), null, 'made for the web');
  });

  it('is told by its kind, wherever it stands and however its name is written', async () => {
    for (const [entry, found] of [
      [`/OpenAction ${script}`, 'script'],
      ['/Names << /JavaScript 5 0 R >>', 'script'],
      ['/Names << /J#61v#61Script 5 0 R >>', 'script'],
      ['/A << /S /Launch /F (cmd.exe) >>', 'action'],
      ['/A << /S/SubmitForm/F (https://evil.invalid) >>', 'action'],
      ['/A << /S /GoToR /F (\\\\\\\\evil.invalid\\\\share) >>', 'action'],
      ['/AA << /O << /S /URI /URI (https://evil.invalid) >> >>', 'action'],
      ['/OpenAction << /S /URI /URI (https://evil.invalid) >>', 'action'],
      ['/OpenAction << /S /Named /N /Print >>', 'action'],
      ['/Names << /EmbeddedFiles 5 0 R >>', 'attachment'],
      ['/AcroForm << /XFA 5 0 R >>', 'form'],
      ['/Subtype /RichMedia', 'media'],
      ['/AF [<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>]', 'attachment'],
      ['/Subtype /U3D /OnInstantiate 5 0 R', 'media'],
      ['/3DD << /OnInstantiate 5 0 R >>', 'script'],
      ['/Subtype /Sound', 'media'],
    ] as const) {
      await assertFound(pdfOf([catalogue(entry), page]), found, entry);
      await assertFound(
        pdfOf([catalogue(), page, objectStream([page, `<< ${entry} >>`])]),
        found,
        `${entry}, squeezed`,
      );
      const plain = objectStream([`<< ${entry} >>`], '');
      await assertFound(pdfOf([catalogue(), page, plain]), found, `${entry}, in a plain stream of objects`);
    }
  });

  it('is what opens with the document by way of another object, when that does more than show a place', async () => {
    const opening = catalogue('/OpenAction 3 0 R');
    await assertFound(
      pdfOf([opening, page, '<< /S /URI /URI (https://evil.invalid) >>']),
      'action',
      'an object',
    );
    await assertFound(pdfOf([opening, page]), 'action', 'one that is not there');
    await assertFound(
      pdfOf([opening, page, '[2 0 R /Fit]'], '', '3 0 obj\n<< /S /URI /URI (x) >>\nendobj\n'),
      'action',
      'one that was written anew',
    );
    const squeezed = objectStream(['<< /S /Named /N /Print >>']);
    await assertFound(pdfOf([catalogue('/OpenAction 20 0 R'), page, squeezed]), 'action', 'a squeezed one');
  });

  it('is a PDF that is locked, because nobody can look into it', async () => {
    await assertFound(pdfOf([catalogue(), page], '/Encrypt 3 0 R'), 'locked', 'with a table');
    const rubbish = stream(randomBytes(300), '/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode').fill(7, 90);
    await assertFound(pdfOf([catalogue(), page, rubbish], '/Encrypt 3 0 R'), 'locked', 'its objects, too');
  });

  it('may not be hidden where a reader that follows other tables would find it', async () => {
    const hidden = `7 0 obj\n${script}\nendobj`;
    for (const [bytes, what] of [
      [pdfOf([catalogue(), page, stream(`q ${hidden} Q`, '')]), 'a stream'],
      [pdfOf([catalogue(), page, stream(`q 7 0 %x\n obj${script} Q`, '')]), 'a stream, behind a comment'],
      [pdfOf([catalogue(), page, stream(`q ${' '.repeat(90)}obj${script}`, '')]), 'behind many blanks'],
      [pdfOf([catalogue(), page, `(${hidden})`]), 'a text'],
      [pdfOf([catalogue(), page], '', `% ${hidden.replaceAll('\n', ' ')}\n`), 'a comment'],
      [pdfOf([catalogue(), page, `<${hidden.replaceAll('>', ' ')}>`]), 'a text in hexadecimal'],
      [pdfOf([catalogue(), page], '', `( never ends ${hidden}`), 'a text without an end'],
      [pdfOf([catalogue(), page, stream('x', '').subarray(0, -9)], '', hidden), 'a stream without an end'],
    ] as const)
      assert.ok(['hidden', 'script'].includes(String(await activePartOf(bytes))), what);
    const twice = stream(
      deflateSync('x'),
      '/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]',
    );
    await assertFound(pdfOf([catalogue(), page, twice]), 'hidden', 'squeezed twice');
    const bomb = objectStream([' '.repeat(33 * 1024 * 1024)]);
    await assertFound(pdfOf([catalogue(), page, bomb]), 'hidden', 'more than anybody has');
    const unnamed = objectStream([script]).toString('latin1').replace('/Type /ObjStm', '/Type 99 0 R');
    await assertFound(
      pdfOf([catalogue(), page, text(unnamed)]),
      'script',
      'a stream of objects that does not say so',
    );
  });

  it('is looked for in pieces: nothing in between is longer than a few milliseconds of work', () => {
    // counted, not timed: tokens and bytes that are gone through between two pauses
    const pausesIn = (bytes: Uint8Array): number => {
      let pauses = 0;
      const steps = inspectPdf(bytes);
      for (let step = steps.next(null); !step.done; step = steps.next(null)) pauses += 1;
      return pauses;
    };
    const objects = Array.from({ length: 3000 }, (_, i) => `<< /Kind /Font /N${i} ${i} >>`);
    assert.ok(pausesIn(pdfOf([catalogue(), page, ...objects])) >= 10 * 3, 'many objects');
    const mega = 1024 * 1024;
    // what looks like the beginning of an object is looked at more closely
    for (const [filled, least] of [
      ['xyz'.repeat(mega), 3 * 8],
      ['obj'.repeat(mega), mega / 5000],
    ] as const)
      for (const [bytes, what] of [
        [pdfOf([catalogue(), page], '', `% ${filled}\n`), 'a comment'],
        [pdfOf([catalogue(), page, `<${filled}>`]), 'a text in hexadecimal'],
        [pdfOf([catalogue(), page, stream(filled, '')]), 'a stream'],
        [pdfOf([catalogue(), page, `<< >>\nstream\n${filled}`]), 'a stream without an end'],
      ] as const)
        assert.ok(pausesIn(bytes) >= least, `${what}: ${pausesIn(bytes)}`);
    const starts = Array.from({ length: 2001 }, () => '<< >>');
    const crowded = inspectPdf(pdfOf([catalogue(), page, objectStream(starts, '')]));
    let last = crowded.next(null);
    while (!last.done) last = crowded.next(null);
    assert.equal(last.value, 'hidden', 'where its objects begin is read in one piece');
  });

  it('ends a comment at the nearer of both ends of a line, however far that is', async () => {
    for (const end of ['\n', '\r', '\r\n', '\n\r'])
      for (const length of [0, 63, 64, 65, 191, 192, 193, 5000]) {
        const bytes = pdfOf([`%${'x'.repeat(length)}${end}${catalogue('/AA 1')}`, page, '% \r \n']);
        assert.equal(await activePartOf(bytes), 'action', `${JSON.stringify(end)} after ${length}`);
      }
  });

  it('any bytes at all get an answer', async () => {
    const pieces = [
      '1 0 obj',
      '<<',
      '>>',
      '/OpenAction',
      '/S',
      '/GoTo',
      '[',
      '(',
      ')',
      '\\',
      '<',
      'stream\n',
      'endstream',
      'R',
      '/Length 3',
      '%',
      '/First 2 /N 1',
      '7',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), async (words) => {
        await activePartOf(pdfOf([catalogue(), words.join(' ')]));
      }),
    );
  });
});
