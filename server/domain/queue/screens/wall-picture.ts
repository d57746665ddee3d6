import { recogniseFile } from '../../agency/file-kind.ts';
import { hour } from '../../calendar/durations.ts';
import { accept, type Outcome, refuse } from '../../outcome.ts';
import type { Board } from './board.ts';

export const pictureKinds = ['jpg', 'png', 'webp', 'mp4', 'webm'] as const;
export type PictureKind = (typeof pictureKinds)[number];

export const pictureTypes: Readonly<Record<PictureKind, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** Bytes. */
export const largestPicture = 2 * 1024 * 1024;
export const largestVideo = 8 * 1024 * 1024;

/** So many of one hall; they take turns. */
export const mostPictures = 8;

/** A picture or silent video that a hall shows while nobody is at a counter, without its bytes. */
export interface WallPicture {
  readonly site: string;
  /** of the bytes, in hex */
  readonly sha256: string;
  readonly kind: PictureKind;
  readonly size: number;
  /** as its file was called */
  readonly name: string;
  /** epoch ms */
  readonly uploadedAt: number;
}

export interface RecognisedPicture {
  readonly kind: PictureKind;
  /** bytes up to its end: what is glued on behind is no part of it */
  readonly length: number;
}

export function isVideo(kind: PictureKind): boolean {
  return kind === 'mp4' || kind === 'webm';
}

const text = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * What a file is, from its bytes alone. Refuses with upload_empty, upload_too_big, upload_type (none of the five kinds) and
 * upload_incomplete (its end is missing).
 */
export function recognisePicture(bytes: Uint8Array): Outcome<RecognisedPicture> {
  if (bytes.length === 0) return refuse('upload_empty');
  const video = videoKind(bytes);
  if (bytes.length > (video === null ? largestPicture : largestVideo)) return refuse('upload_too_big');
  if (video !== null)
    return isWholeVideo(bytes, video)
      ? accept({ kind: video, length: bytes.length })
      : refuse('upload_incomplete');
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getUint32(4, true) + 8;
    return length <= bytes.length ? accept({ kind: 'webp', length }) : refuse('upload_incomplete');
  }
  const file = recogniseFile(bytes);
  if (!file.ok) return file;
  const { kind, length } = file.value;
  if (kind === 'pdf') return refuse('upload_type');
  return accept({ kind: kind === 'jpeg' ? 'jpg' : 'png', length });
}

/** ISO/IEC 14496-12: a file type box first. Matroska, RFC 9559: the EBML header first. */
function videoKind(bytes: Uint8Array): 'mp4' | 'webm' | null {
  if (text(bytes, 4, 4) === 'ftyp') return 'mp4';
  return bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3 ? 'webm' : null;
}

/** An MP4 has all its boxes, of them the list of its pictures; a WebM may leave its length open, as a recording does. */
function isWholeVideo(bytes: Uint8Array, kind: 'mp4' | 'webm'): boolean {
  if (kind === 'webm') return text(bytes, 0, Math.min(bytes.length, 64)).includes('webm');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes = new Set<string>();
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) return false;
    const size = view.getUint32(at);
    boxes.add(text(bytes, at + 4, 4));
    // 0: up to the end of the file
    if (size === 0) break;
    if (size < 8 || at + size > bytes.length) return false;
    at += size;
  }
  return boxes.has('moov');
}

type Quiet = Pick<Board, 'at' | 'state' | 'calling' | 'opensAt'>;

/** Whether the wall has room for a picture: nobody is called or served, and people may be in the hall to see it. */
export function hasQuietTime({ at, state, calling, opensAt }: Quiet): boolean {
  if (calling.length > 0 || state === 'closed' || state === 'paused') return false;
  if (state !== 'before_opening') return true;
  return opensAt !== undefined && Date.parse(opensAt) - Date.parse(at) <= hour;
}
