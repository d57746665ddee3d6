import { type Pixels, pixelsUnder } from './visual-angle.ts';

/**
 * Where the counter of a call stands: beside its number, or below it. Twenty labels of four characters on an upright panel need it: number and
 * label side by side are 4.85 times as wide as their font is high, so two of them take 1,200 pixels of 1,050 at 20′ (a font of 123 pixels);
 * one below the other three take 975, and seven rows of them 1,725 of 1,850.
 */
export type CellForm = 'beside' | 'below';

/** The texts of cells in parts of the font size of their numbers. */
export interface CellTexts {
  /** the widest number */
  readonly numberWidth: number;
  /** the widest counter, in parts of its own font size */
  readonly labelWidth: number;
}

/** How high a figure is, in parts of the font size, in the face that the wall brings with it. */
const figureHeight = 0.745;
const labelShare = 0.75;

/** In parts of a number's font size: the space between cells, what stands around a number and its counter, and the height of a cell. */
export const gap = 0.05;
const around: Readonly<Record<CellForm, number>> = { beside: 0.3, below: 0.2 };
export const cellHeights: Readonly<Record<CellForm, number>> = { beside: 1.03, below: 1.95 };

/** Font size of a number that is seen under 20′, its counter under 15′, in pixels. */
export function smallestNumber(screen: Pixels): number {
  return pixelsUnder(20, screen) / figureHeight;
}

/** In parts of the font size. */
export function cellWidth({ numberWidth, labelWidth }: CellTexts, form: CellForm): number {
  const label = labelShare * labelWidth;
  return around[form] + (form === 'beside' ? numberWidth + label : Math.max(numberWidth, label));
}

export interface Grid {
  readonly number: number;
  readonly columns: number;
  readonly rows: number;
}

export interface GridAsk {
  readonly count: number;
  readonly room: Pixels;
  readonly form: CellForm;
  /** font sizes, the smallest and the largest */
  readonly from: number;
  readonly to: number;
}

/** The largest font of a range with which so many cells stand in a room; null: not even the smallest. */
export function gridFor(texts: CellTexts, { count, room, form, from, to }: GridAsk): Grid | null {
  let best: Grid | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const byWidth = room.width / (columns * cellWidth(texts, form) + (columns - 1) * gap);
    const byHeight = room.height / (rows * (cellHeights[form] + gap));
    const number = Math.min(to, byWidth, byHeight);
    if (number >= from && (best === null || number > best.number)) best = { number, columns, rows };
  }
  return best;
}

/** How many cells of a font size stand side by side: at least one. */
export function acrossOf(texts: CellTexts, { width }: Pixels, form: CellForm, size: number): number {
  return Math.max(1, Math.floor((width / size + gap) / (cellWidth(texts, form) + gap)));
}

/** So many cells in a room that is too small for them to be read from afar: in whichever form they are larger. */
export function shrunkGrid(
  texts: CellTexts,
  count: number,
  room: Pixels,
  least: number,
): Grid & { readonly form: CellForm } {
  const [beside, below] = (['beside', 'below'] as const).map((form) => ({
    form,
    ...(gridFor(texts, { count, room, form, from: 1, to: least }) ?? { number: 1, columns: count, rows: 1 }),
  })) as [Grid & { readonly form: CellForm }, Grid & { readonly form: CellForm }];
  return below.number > beside.number ? below : beside;
}
