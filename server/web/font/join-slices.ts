import { Font } from 'fonteditor-core';
import subsetFont from 'subset-font';
import { readSlice, sliceOf } from '../picture/font-slices.ts';

/** bold is drawn by the browser: a second weight would double what is sent */
const weight = 400;
/** Chinese is set without ligatures and kerning, and its figures are equally wide as they are */
const unused = ['GSUB', 'GPOS', 'GDEF', 'STAT'];

/** One file of the font with these characters alone, which stand in many of its slices. It takes seconds, so it is done in a thread. */
export async function joinSlices(characters: string): Promise<Uint8Array> {
  const bySlice = new Map<string, string>();
  for (const character of characters) {
    const file = sliceOf(character);
    if (file !== null) bySlice.set(file, (bySlice.get(file) ?? '') + character);
  }
  let joined: ReturnType<typeof Font.create> | null = null;
  for (const [file, own] of bySlice) {
    const part = await subsetFont(readSlice(file), own, {
      targetFormat: 'sfnt',
      variationAxes: { wght: weight },
      noHinting: true,
      dropTables: unused,
    });
    const font = Font.create(part, { type: 'ttf' });
    // a bracket brings the one that mirrors it, which may be another slice's
    for (const glyph of font.get().glyf)
      glyph.unicode = (glyph.unicode ?? []).filter((point) => own.includes(String.fromCodePoint(point)));
    if (joined === null) joined = font;
    else joined.merge(font, { scale: 1 });
  }
  if (joined === null) throw new Error('no slice has any of these characters');
  const whole = Buffer.from(joined.write({ type: 'ttf', toBuffer: true }));
  return subsetFont(whole, characters, { targetFormat: 'woff2' });
}
