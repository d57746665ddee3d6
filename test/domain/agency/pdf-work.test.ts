import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { activePartOf } from '../../../server/actions/agency/inspect-file.ts';
import { inspectPdf } from '../../../server/domain/agency/pdf-content.ts';
import { catalogue, objectStream, page, pdfOf, stream } from './sample-pdfs.ts';

const script = '<< /S /JavaScript /JS (app.alert(1)) >>';

describe('the work of looking through a PDF', function () {
  this.timeout(60_000);
  const size = 64 * 1024;
  const blanks = ' '.repeat(size);
  /** header of a stream of objects that says of many that they begin at these places */
  const starting = (places: (index: number) => number, body: string): Buffer => {
    const head = Array.from({ length: 4000 }, (_, index) => `${index + 20} ${places(index)}`).join(' ');
    return stream(`${head} ${body}`, `/Type /ObjStm /N 4000 /First ${head.length + 1} /Filter /FlateDecode`);
  };
  const crafted: Readonly<Record<string, (times: number) => Buffer>> = {
    'blanks, and many objects that begin in them': (times) =>
      pdfOf([catalogue(), page, starting((index) => index, blanks.repeat(times))]),
    'a text, and many objects that begin in it': (times) =>
      pdfOf([catalogue(), page, starting((index) => index, `(${'x'.repeat(size * times)})`)]),
    'many objects that begin at one place': (times) =>
      pdfOf([catalogue(), page, starting(() => 0, `[${'1 '.repeat((size * times) / 2)}]`)]),
    'nothing but blanks': (times) => pdfOf([catalogue(), page, blanks.repeat(times)]),
    'brackets that never close': (times) => pdfOf([catalogue(), page, '('.repeat(size * times)]),
    'the word for a stream, again and again': (times) =>
      pdfOf([catalogue(), page, '<< >> stream\n'.repeat((size * times) / 13)]),
    'streams that end at once': (times) =>
      pdfOf([catalogue(), page, '<< /Length 0 >> stream\nendstream '.repeat((size * times) / 33)]),
    'an action that never says what it is': (times) =>
      pdfOf([catalogue(`/OpenAction << ${'/x '.repeat((size * times) / 3)}`), page]),
  };

  it('grows with its bytes alone, however it was crafted', async () => {
    for (const [what, make] of Object.entries(crafted)) {
      const [few, many] = [await readsOf(make(1)), await readsOf(make(4))];
      // blanks, the token and its end look at a byte a few times each
      for (const { reads, bytes } of [few, many])
        assert.ok(reads <= 8 * bytes, `${what}: ${reads} of ${bytes}`);
    }
  });

  it('keeps little of each object, so that the largest file that is crafted gets its answer', async () => {
    const megabytes = 4 * 1024 * 1024;
    const filled = (piece: string): string => piece.repeat(megabytes / piece.length);
    for (const [what, bytes] of Object.entries({
      'names that are looked for at each of many streams': pdfOf([
        catalogue(),
        `<< ${filled('/First ')} >> ${filled('<< >> stream\nendstream ')}`,
      ]),
      'one number for all objects': pdfOf([catalogue(), filled('1 0 obj [ ')]),
      'an action without an end': pdfOf([catalogue(`/OpenAction << ${filled('x ')}`), page]),
      'many that open by themselves': pdfOf([catalogue(), objectStream([filled('/OpenAction 7 0 R ')])]),
    }))
      assert.notEqual(await activePartOf(bytes), undefined, what);
  });

  it('ends after a million tokens, wherever they are: the largest file of brackets keeps nobody waiting for its seconds', () => {
    const tokens = (piece: string, many: number): Buffer => pdfOf([catalogue(), page, piece.repeat(many)]);
    const said = Array.from({ length: 1500 }, (_, index) => `${index + 20} 0`).join(' ');
    const head = stream(`${said} null`, `/Type /ObjStm /First ${said.length + 1} /Filter /FlateDecode`);
    const heads = (many: number): Buffer =>
      pdfOf([catalogue(), page, ...Array.from({ length: many }, () => head)]);
    const most = 1_000_000;
    for (const bytes of [tokens('[', most - 200), heads(300)])
      assert.equal(piecesOf(bytes).said, null, 'what somebody may have drawn');
    for (const [what, bytes] of Object.entries({
      brackets: tokens('[', most * 10),
      names: tokens('/A', most * 5),
      texts: tokens('()', most * 5),
      'brackets in a stream of objects': pdfOf([catalogue(), page, objectStream(['['.repeat(most * 10)])]),
      'words in the heads of streams': heads(340),
    })) {
      const { said, pieces } = piecesOf(bytes);
      assert.deepEqual([said, pieces <= most / 500 + 300], ['hidden', true], `${what}: ${said}, ${pieces}`);
    }
  });

  it('finds an object that a stream of objects lets begin within a text', async () => {
    for (const behind of ['', ' << /Kind /Font >>']) {
      const head = `20 0 21 1 `;
      const body = `(${script})${behind}`;
      const crooked = stream(
        `${head}${body}`,
        `/Type /ObjStm /N 2 /First ${head.length} /Filter /FlateDecode`,
      );
      assert.equal(await activePartOf(pdfOf([catalogue(), page, crooked])), 'hidden', behind);
    }
  });
});

/** What is said of a file, and after how many pieces of at most five hundred tokens each. */
function piecesOf(file: Buffer): { readonly said: string | null; readonly pieces: number } {
  const steps = inspectPdf(file);
  let given: Uint8Array | null = null;
  for (let pieces = 1; ; pieces += 1) {
    const step = steps.next(given);
    if (step.done) return { said: step.value, pieces };
    given = step.value.kind === 'inflate' ? inflateSync(step.value.bytes) : null;
  }
}

/** How often the bytes of a file, and of what was squeezed in it, are looked at one by one. */
async function readsOf(file: Buffer): Promise<{ readonly reads: number; readonly bytes: number }> {
  let reads = 0;
  let bytes = file.length;
  const counted = (of: Uint8Array): Uint8Array =>
    new Proxy(of, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const steps = inspectPdf(counted(file));
  let given: Uint8Array | null = null;
  for (let step = steps.next(given); !step.done; step = steps.next(given)) {
    given = null;
    if (step.value.kind !== 'inflate') continue;
    const plain = inflateSync(step.value.bytes);
    bytes += plain.length;
    given = counted(plain);
  }
  return { reads, bytes };
}
