/** The smallest files that are whole, and the ways in which they are not. */
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** `filler`: bytes of content, so that two are different or large. */
export function pdf(filler = ''): Uint8Array {
  const body = `%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%${filler}\n`;
  const table = 'xref\n0 2\n0000000000 65535 f \n0000000015 00000 n \ntrailer\n<< /Root 1 0 R /Size 2 >>\n';
  return text(`${body}${table}startxref\n${body.length}\n%%EOF\n`);
}

/** Made for the web: its first part has an end of its own, with a cross-reference at 0. */
export function linearisedPdf(): Uint8Array {
  return joined(text('%PDF-1.4\n1 0 obj\nendobj\nxref\nstartxref\n0\n%%EOF\n'), pdf('x'.repeat(5000)));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, data.length);
  return joined(length, text(type), data, bytes(0, 0, 0, 0));
}

export function png(filler = 'pixels'): Uint8Array {
  const header = bytes(0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0);
  return joined(
    bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', text(filler)),
    chunk('IEND', bytes()),
  );
}

function segment(marker: number, data: Uint8Array): Uint8Array {
  const length = data.length + 2;
  return joined(bytes(0xff, marker, length >> 8, length & 0xff), data);
}

/** A photograph as telephones make them: with a thumbnail that has an end of its own, restarts and a second scan. */
export function jpeg(filler = 'pixels'): Uint8Array {
  const thumbnail = joined(bytes(0xff, 0xd8), text('small'), bytes(0xff, 0xd9));
  const scan = segment(0xda, bytes(1, 1, 0, 0, 63, 0));
  return joined(
    bytes(0xff, 0xd8),
    segment(0xe1, joined(text('Exif\0\0'), thumbnail)),
    segment(0xdb, bytes(0, 1, 1)),
    segment(0xc2, bytes(8, 0, 1, 0, 1, 1, 1, 0x11, 0)),
    segment(0xc4, bytes(0, 1)),
    scan,
    text(filler),
    bytes(0xff, 0x00, 0x12, 0xff, 0xd0, 0x34),
    scan,
    bytes(0x56, 0xff, 0x00),
    bytes(0xff, 0xff, 0xd9),
  );
}

/** A program, whatever it is called. */
export function program(): Uint8Array {
  return joined(text('MZ\x90\0\x03'), text('This program cannot be run in DOS mode.'), new Uint8Array(200));
}
