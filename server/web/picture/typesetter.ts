import { Blob, Face, Font, shape, Buffer as TextBuffer, Variation } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { readSlice, sliceOf } from './font-slices.ts';

/** A glyph as an outline in units of the font, upwards, at its place from the start of the line. */
export interface SetGlyph {
  readonly path: string;
  readonly x: number;
}

/** A file of the font in one weight, with the outlines that were wanted so far. */
interface UnpackedFace {
  readonly font: Font;
  readonly paths: Map<number, string>;
}

const units = 1000;
const weights = { plain: 400, bold: 700 } as const;
/** what no file has is drawn as a box of this width, as browsers do */
const missing = { path: 'M80 0H520V700H80ZM130 50V650H470V50Z', advance: 600 } as const;

/** Sets text in Noto Sans SC without any font of the machine. Files are unpacked when a character of theirs is first wanted, then kept. */
export class Typesetter {
  readonly #faces = new Map<string, UnpackedFace>();
  readonly #widths = new Map<string, number>();

  /** Unpacks what these texts need; to be awaited before they are set. */
  async prepare(texts: readonly string[]): Promise<void> {
    const files = new Set([...texts.join('')].map(sliceOf).filter((file) => file !== null));
    for (const file of files) {
      if (this.#faces.has(keyOf(file, false))) continue;
      const plain = await subsetFont(readSlice(file), undefined, {
        targetFormat: 'sfnt',
        keepAllGlyphs: true,
      });
      const face = new Face(new Blob(plain));
      for (const bold of [false, true]) {
        const font = new Font(face);
        font.setVariations([new Variation('wght', bold ? weights.bold : weights.plain)]);
        this.#faces.set(keyOf(file, bold), { font, paths: new Map() });
      }
    }
  }

  set(text: string, size: number, bold: boolean): { readonly width: number; readonly glyphs: SetGlyph[] } {
    const scale = size / units;
    const glyphs: SetGlyph[] = [];
    let x = 0;
    for (const { file, run } of runsOf(text)) {
      const face = file === null ? undefined : this.#faces.get(keyOf(file, bold));
      for (const { glyph, advance } of face === undefined ? boxes(run) : shaped(face.font, run)) {
        const path = face === undefined ? missing.path : pathOf(face, glyph);
        if (path !== '') glyphs.push({ path, x: x * scale });
        x += advance;
      }
    }
    return { width: x * scale, glyphs };
  }

  /** How wide a word is; words come again and again while lines are broken. */
  widthOf(text: string, size: number, bold: boolean): number {
    const key = `${bold} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known * (size / units);
    let width = 0;
    for (const { file, run } of runsOf(text)) {
      const face = file === null ? undefined : this.#faces.get(keyOf(file, bold));
      for (const { advance } of face === undefined ? boxes(run) : shaped(face.font, run)) width += advance;
    }
    if (this.#widths.size > 5000) this.#widths.clear();
    this.#widths.set(key, width);
    return width * (size / units);
  }
}

function boxes(run: string): readonly { glyph: number; advance: number }[] {
  return [...run].map(() => ({ glyph: 0, advance: missing.advance }));
}

function shaped(font: Font, run: string): readonly { glyph: number; advance: number }[] {
  const buffer = new TextBuffer();
  buffer.addText(run);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  return buffer
    .getGlyphInfos()
    .map(({ codepoint }, index) => ({ glyph: codepoint, advance: positions[index]?.xAdvance ?? 0 }));
}

function pathOf({ font, paths }: UnpackedFace, glyph: number): string {
  const known = paths.get(glyph) ?? font.glyphToPath(glyph).replace(/\d+\.\d+/g, rounded);
  paths.set(glyph, known);
  return known;
}

function rounded(number: string): string {
  return Number(number).toFixed(1);
}

/** The text in pieces that stand in one file each. */
function runsOf(text: string): readonly { readonly file: string | null; readonly run: string }[] {
  const runs: { file: string | null; run: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const file = sliceOf(character);
    if (last !== undefined && last.file === file) last.run += character;
    else runs.push({ file, run: character });
  }
  return runs;
}

function keyOf(file: string, bold: boolean): string {
  return `${file} ${bold}`;
}
