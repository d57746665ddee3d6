/** what must not begin a line, and what must not end one */
const closing = /^[\p{Pe}\p{Pf}\p{Po}%’”]+$/u;
const opening = /[\p{Ps}\p{Pi}‘“]$/u;

/** A text in lines no wider than `room`, broken between words, which the language of the reader tells. */
export function breakLines(
  text: string,
  locale: string,
  room: number,
  widthOf: (part: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const piece of piecesOf(text, locale).flatMap((one) => cutToFit(one, room, widthOf))) {
    if (line !== '' && width + widthOf(piece.trimEnd()) > room) {
      lines.push(line.trimEnd());
      [line, width] = ['', 0];
    }
    line += piece;
    width += widthOf(piece);
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** Words, each with the punctuation that belongs to it. */
function piecesOf(text: string, locale: string): readonly string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1);
    const joins =
      last !== undefined && (closing.test(segment) || segment.trim() === '' || opening.test(last));
    if (joins) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** What is wider than a whole line is cut where it has to be. */
function cutToFit(piece: string, room: number, widthOf: (part: string) => number): readonly string[] {
  if (widthOf(piece.trimEnd()) <= room) return [piece];
  const parts: string[] = [];
  for (const character of piece) {
    const last = parts.at(-1);
    if (last !== undefined && widthOf(last + character) <= room) parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}
