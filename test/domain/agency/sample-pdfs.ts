import { deflateSync } from 'node:zlib';

/** A PDF of these objects, numbered from 1; the first is its catalogue. `after`: what stands behind the objects, before the table. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = '', after = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  for (const [index, object] of objects.entries())
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  parts.push(Buffer.from(after, 'latin1'));
  const start = Buffer.concat(parts).length;
  const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 9 ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}

/** A stream, squeezed unless its dictionary says of itself that it is not. */
export function stream(content: string | Buffer, dictionary = '/Filter /FlateDecode'): Buffer {
  const bytes = dictionary.includes('Flate') ? deflateSync(content) : Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** Objects within a stream (ISO 32000-1, 7.5.7), numbered from 20. */
export function objectStream(objects: readonly string[], dictionary = '/Filter /FlateDecode'): Buffer {
  let at = 0;
  const heads: string[] = [];
  for (const [index, object] of objects.entries()) {
    heads.push(`${20 + index} ${at}`);
    at += object.length + 1;
  }
  const head = `${heads.join(' ')} `;
  const own = `/Type /ObjStm /N ${objects.length} /First ${head.length} ${dictionary}`;
  return stream(`${head}${objects.join(' ')}`, own);
}

export const catalogue = (more = ''): string => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
export const page = '<< /Type /Pages /Kids [] /Count 0 >>';
