import type { Locale } from '../../catalogue/words.ts';
import { accept, type Outcome, refuse } from '../../outcome.ts';
import { chime, fragments } from './fragments.ts';

export const soundKinds = ['wav', 'mp3', 'ogg', 'm4a'] as const;
export type SoundKind = (typeof soundKinds)[number];

/** Bytes that one recording may have: a word of a few seconds. */
export const largestRecording = 512 * 1024;

export const soundTypes: Readonly<Record<SoundKind, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
};

/** A branch's own recording of one fragment, without its bytes. */
export interface Recording {
  readonly site: string;
  readonly fragment: string;
  readonly kind: SoundKind;
  readonly size: number;
  /** of the bytes, in hex */
  readonly sha256: string;
  /** epoch ms */
  readonly uploadedAt: number;
}

const text = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * What a recording is, from its bytes alone. Refuses with upload_empty, upload_too_big, upload_type (none of the four kinds) and
 * upload_incomplete (a wave file that is shorter than it says, or has no samples).
 */
export function recogniseSound(bytes: Uint8Array): Outcome<SoundKind> {
  if (bytes.length === 0) return refuse('upload_empty');
  if (bytes.length > largestRecording) return refuse('upload_too_big');
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WAVE')
    return isWholeWave(bytes) ? accept('wav') : refuse('upload_incomplete');
  if (text(bytes, 0, 4) === 'OggS') return accept('ogg');
  if (text(bytes, 4, 4) === 'ftyp') return accept('m4a');
  if (text(bytes, 0, 3) === 'ID3' || isMpegFrame(bytes)) return accept('mp3');
  return refuse('upload_type');
}

/** ISO/IEC 11172-3: eleven bits of synchronisation, layer III, a bit rate and a sampling rate that exist. */
function isMpegFrame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const layer3 = (second & 0b110) === 0b010;
  return first === 0xff && (second & 0xe0) === 0xe0 && layer3 && third >> 4 !== 15 && (third & 12) !== 12;
}

function isWholeWave(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (text(bytes, at, 4) === 'data') return size > 0 && at + 8 + size <= bytes.length;
    at += 8 + size + (size % 2);
  }
  return false;
}

const known = new Set(fragments);

/** The fragment that a file of this name is meant for, e.g. "Qing.wav" among the Chinese ones: zh-CN/qing; null: none. */
export function fragmentNamed(language: Locale, fileName: string): string | null {
  const stem = fileName
    .normalize('NFKC')
    .replace(/^.*[\\/]/, '')
    .replace(/\.\w{1,5}$/, '')
    .trim();
  if (stem.toLowerCase() === chime) return chime;
  const names = [stem, stem.toLowerCase(), stem.toUpperCase()].map((name) => `${language}/${name}`);
  return names.find((name) => known.has(name)) ?? null;
}
