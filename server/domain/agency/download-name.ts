import { cleanText } from '../enterprise/clean-text.ts';
import { type FileKind, fileEndings } from './file-kind.ts';

const longestName = 120;

/** A name of ours for a file to be saved under: no separators, no control or direction characters, and the ending that its bytes deserve. */
export function downloadName(reference: string, material: string, kind: FileKind): string {
  const plain = cleanText(`${reference} ${material}`).replace(/[\\/:*?"<>|%;]/g, '_');
  return `${[...plain].slice(0, longestName).join('')}${fileEndings[kind]}`;
}

/** The name that its owner gave a file, as it may be shown: the last part of a path, one line, not endless. */
export function shownName(original: string): string {
  const last = original.split(/[\\/]/).at(-1) ?? '';
  return [...cleanText(last)].slice(0, longestName).join('');
}
