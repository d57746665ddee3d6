import { inflateSync } from 'node:zlib';

/** The text of a PDF whose fonts say which character each of their signs is (ISO 32000-1, 9.10.3), a line for each piece that was set. */
export function pdfText(pdf: Buffer): string {
  const streams = streamsOf(pdf);
  const characters = new Map(streams.flatMap(charactersOf));
  return streams
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)])
    .map(([, set = '']) =>
      [...set.matchAll(/<([0-9a-f]+)>/gi)]
        .flatMap(([, signs = '']) => signs.match(/.{4}/g) ?? [])
        .map((sign) => characters.get(Number.parseInt(sign, 16)) ?? '\ufffd')
        .join(''),
    )
    .join('\n');
}

function streamsOf(pdf: Buffer): string[] {
  const found: string[] = [];
  for (let from = pdf.indexOf('stream\n'); from >= 0; from = pdf.indexOf('stream\n', from)) {
    from += 'stream\n'.length;
    const to = pdf.indexOf('endstream', from);
    const head = pdf.toString('latin1', pdf.lastIndexOf('obj', from), from);
    if (head.includes('/FlateDecode') && !head.includes('/Image'))
      found.push(inflateSync(pdf.subarray(from, to)).toString('latin1'));
    from = to + 'endstream\n'.length;
  }
  return found;
}

function charactersOf(stream: string): (readonly [number, string])[] {
  if (!stream.includes('beginbfrange')) return [];
  return [...stream.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)].flatMap(
    ([, first = '', all = '']) =>
      [...all.matchAll(/<([0-9a-f]*)>/gi)].map(
        ([, code = ''], place) =>
          [
            Number.parseInt(first, 16) + place,
            Buffer.from(code, 'hex').swap16().toString('utf16le'),
          ] as const,
      ),
  );
}
