import { accept, type Outcome, refuse } from '../outcome.ts';
import { isPolyglot } from './file-tail.ts';
import { atOnce, type InPieces } from './in-pieces.ts';
import { endOfJpeg } from './jpeg-end.ts';
import { endOfPdf } from './pdf-end.ts';
import { isBomb } from './picture-size.ts';
import { endOfPng } from './png-end.ts';

export const fileKinds = ['pdf', 'jpeg', 'png'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Bytes that one file may have. */
export const largestFile = 10 * 1024 * 1024;

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

export const fileEndings: Readonly<Record<FileKind, string>> = { pdf: '.pdf', jpeg: '.jpg', png: '.png' };

export interface RecognisedFile {
  readonly kind: FileKind;
  /** bytes up to the end of the document; what follows, such as the film that a telephone appends, is not part of it */
  readonly length: number;
}

type EndOf = (bytes: Uint8Array) => InPieces<number | null>;

const signatures: readonly (readonly [FileKind, readonly number[], EndOf])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d], endOfPdf],
  ['jpeg', [0xff, 0xd8, 0xff], endOfJpeg],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], endOfPng],
];

/**
 * What a file is, from its bytes alone: neither its name nor what the browser says of it counts. The signature must be its very first
 * bytes. Refuses with upload_empty, upload_too_big, upload_type, when its end is missing upload_incomplete, and when it is another kind of file as well
 * upload_polyglot, and as a picture of more pixels than anybody can open upload_pixels.
 */
export function* lookAtFile(bytes: Uint8Array): InPieces<Outcome<RecognisedFile>> {
  if (bytes.length === 0) return refuse('upload_empty');
  if (bytes.length > largestFile) return refuse('upload_too_big');
  for (const [kind, signature, endOf] of signatures) {
    if (!signature.every((byte, position) => bytes[position] === byte)) continue;
    const length = yield* endOf(bytes);
    if (length === null) return refuse('upload_incomplete');
    if (isBomb(bytes, kind)) return refuse('upload_pixels');
    return (yield* isPolyglot(bytes, length, kind !== 'pdf'))
      ? refuse('upload_polyglot')
      : accept({ kind, length });
  }
  return refuse('upload_type');
}

/** The same in one piece, for files of a few hundred kilobytes. */
export function recogniseFile(bytes: Uint8Array): Outcome<RecognisedFile> {
  return atOnce(lookAtFile(bytes));
}
