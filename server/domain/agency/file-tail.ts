import { type InPieces, pieceBytes } from './in-pieces.ts';
import { isBlank } from './pdf-tokens.ts';

/** Readers of PDF, and browsers that guess, look no further for a beginning. */
const headLength = 1024;
/** An archive is read from its end, behind which there is room for a comment (APPNOTE.TXT, 4.3.16). */
const zipEndLength = 22;
const longestComment = 65_535;

/** ZIP, RAR and 7z: long enough not to stand in a film by chance. */
const archives = ['PK\u0003\u0004', 'PK\u0005\u0006', 'Rar!\u001a\u0007', "7z\u00bc\u00af'\u001c"];
const page = /<(!doctype|html|head|body|script|iframe|svg|\?php)/i;
const document = /%PDF-/;
/** Bytes of the longest of these. */
const longestSign = 9;

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, Math.max(from, to));

/**
 * Whether a file that ends at `length` is another kind of file as well: an archive, a page, a script or a second document, glued on or laid inside so
 * that somebody else's program reads that. What telephones append to photographs (films, maps of light) is none of these.
 */
export function* isPolyglot(bytes: Uint8Array, length: number, isPicture: boolean): InPieces<boolean> {
  const head = latin(bytes, 4, Math.min(headLength, length));
  if (page.test(head)) return true;
  if (isPicture && (document.test(head) || head.startsWith('/*'))) return true;
  if (hasZipEnd(bytes)) return true;
  let said = 0;
  let onlyText = true;
  for (let from = length; from < bytes.length; from += pieceBytes) {
    yield;
    const to = Math.min(bytes.length, from + pieceBytes);
    // what begins in this piece may end in the next
    const piece = latin(bytes, from, to + longestSign);
    if (archives.some((start) => piece.includes(start)) || page.test(piece) || document.test(piece))
      return true;
    if (!onlyText) continue;
    for (let at = from; at < to && onlyText; at += 1) {
      if (isBlank(bytes[at])) continue;
      said += 1;
      onlyText = isLetter(bytes[at] ?? 0);
    }
  }
  // more than blanks, and nothing else: whoever glues a script on has to write it
  return said > 0 && onlyText;
}

/** An end of central directory whose comment goes no further than the file: there is an archive before it, whatever else the file is. */
function hasZipEnd(bytes: Uint8Array): boolean {
  const from = Math.max(0, bytes.length - zipEndLength - longestComment);
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let at = end.indexOf('PK\x05\x06', from, 'latin1');
    at >= 0;
    at = end.indexOf('PK\x05\x06', at + 4, 'latin1')
  ) {
    if (at + zipEndLength > end.length) return false;
    // the numbers of its disks are 0 wherever there are no disks
    if (end.readUInt32LE(at + 4) === 0 && at + zipEndLength + end.readUInt16LE(at + 20) <= end.length)
      return true;
  }
  return false;
}

function isLetter(byte: number): boolean {
  return byte > 32 && byte < 127;
}
