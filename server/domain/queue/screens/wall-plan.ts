import { type Pixels, pixelsUnder } from './visual-angle.ts';

export interface WallAsk {
  readonly screen: Pixels;
  /** for calls and those who are served, in pixels */
  readonly room: Pixels;
  readonly called: number;
  readonly served: number;
  /** the widest number and the widest counter, in parts of their font size */
  readonly numberWidth: number;
  readonly labelWidth: number;
}

/** Font sizes of numbers in pixels; counters have three quarters of them. */
export interface WallPlan {
  /** of the newest call; null: it is as large as the others */
  readonly hero: number | null;
  readonly number: number;
  readonly columns: number;
  readonly served: { readonly number: number; readonly columns: number; readonly onPage: number };
  /** whether everybody who is called can be read from afar, and who is served has a place */
  readonly whole: boolean;
}

/** How high a figure is, in parts of the font size, in the face that the wall brings with it. */
const figureHeight = 0.745;
const labelShare = 0.75;

/** In parts of a number's font size: what stands around a number and its counter, the height of a cell, the space between cells. */
const around = 0.3;
const cellHeight = 1.03;
const gap = 0.05;
/** a heading, in parts of the smallest number */
const titleHeight = 0.42;
const widestHero = 2.6;
const narrowestHero = 1.4;
/** a newest call of this size may make room for everybody who is served, so that no page has to turn */
const largeHero = 1.9;
const smallestServed = 0.5;

/** Font size of a number that is seen under 20′, its counter under 15′, in pixels. */
export function smallestNumber(screen: Pixels): number {
  return pixelsUnder(20, screen) / figureHeight;
}

/**
 * How large the wall writes, so that nobody who is called is hidden, however many they are: the newest large while there is room, then all
 * alike in more columns. Only where even that does not do, they shrink below what can be read from ten metres, and `whole` is false. Who is
 * served has what is left, in pages if need be.
 */
export function planWall(ask: WallAsk): WallPlan {
  const least = smallestNumber(ask.screen);
  const served = ask.served > 0 ? (titleHeight + smallestServed * (cellHeight + gap)) * least : 0;
  const plan =
    withHero(ask, least, servedAtOnce(ask, least), largeHero) ??
    withHero(ask, least, served) ??
    alike(ask, least, served) ??
    alike(ask, least, 0, ask.served === 0) ??
    shrunk(ask, least);
  return plan;
}

export interface TablePlan extends Pick<WallPlan, 'number' | 'columns' | 'whole'> {
  /** how many of the counters that do not call stand there at a time */
  readonly others: number;
}

/** The table of counters: all of them while they can be read; else those that call, and the others by turns. `ask.served`: the others. */
export function planTable(ask: WallAsk): TablePlan {
  const least = smallestNumber(ask.screen);
  const height = ask.room.height - titleHeight * least;
  if (ask.called + ask.served === 0) return { number: least, columns: 1, whole: true, others: 0 };
  const all = gridFor(ask, ask.called + ask.served, height, least, widestHero * least);
  if (all !== null) return { number: all.number, columns: all.columns, whole: true, others: ask.served };
  const columns = Math.max(1, Math.floor((ask.room.width / least + gap) / (cellWidth(ask, 1) + gap)));
  const cells = columns * Math.floor(height / (least * (cellHeight + gap)));
  if (cells >= ask.called)
    return { number: least, columns, whole: true, others: Math.min(ask.served, cells - ask.called) };
  const { number, columns: narrow } = shrunk(ask, least);
  return { number, columns: narrow, whole: false, others: 0 };
}

function withHero(ask: WallAsk, least: number, reserved: number, smallest = narrowestHero): WallPlan | null {
  if (ask.called === 0) return null;
  const { room } = ask;
  const widest = Math.min(widestHero * least, room.width / cellWidth(ask, 1), room.height * 0.4);
  for (let hero = widest; hero >= smallest * least; hero *= 0.94) {
    const height = room.height - titleHeight * least - hero * (cellHeight + gap) - reserved;
    if (height < 0) continue;
    const rest = ask.called - 1;
    const grid =
      rest === 0 ? { number: least, columns: 1, rows: 0 } : gridFor(ask, rest, height, least, hero / 1.3);
    if (grid !== null) return withServed(ask, least, { ...grid, hero, whole: true });
  }
  return null;
}

/** The height of all who are served, at their smallest. */
function servedAtOnce(ask: WallAsk, least: number): number {
  if (ask.served === 0) return 0;
  const small = smallestServed * least;
  const across = acrossOf(ask, small);
  return titleHeight * least + Math.ceil(ask.served / across) * small * (cellHeight + gap);
}

function acrossOf(ask: WallAsk, small: number): number {
  return Math.max(1, Math.floor((ask.room.width + gap * small) / (cellWidth(ask, small) + gap * small)));
}

function alike(ask: WallAsk, least: number, reserved: number, whole = true): WallPlan | null {
  if (ask.called === 0)
    return withServed(ask, least, { number: least, columns: 1, rows: 0, hero: null, whole });
  const height = ask.room.height - titleHeight * least - reserved;
  const grid = gridFor(ask, ask.called, height, least, widestHero * least);
  return grid === null ? null : withServed(ask, least, { ...grid, hero: null, whole });
}

function shrunk(ask: WallAsk, least: number): WallPlan {
  const height = ask.room.height - titleHeight * least;
  const grid = gridFor(ask, ask.called, height, 1, least) ?? { number: 1, columns: ask.called, rows: 1 };
  return withServed(ask, least, { ...grid, hero: null, whole: false });
}

interface Grid {
  readonly number: number;
  readonly columns: number;
  readonly rows: number;
}

/** The largest font of a range with which so many cells stand in the height; null: not even the smallest. */
function gridFor(ask: WallAsk, count: number, height: number, from: number, to: number): Grid | null {
  let best: Grid | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const byWidth = ask.room.width / (columns * cellWidth(ask, 1) + (columns - 1) * gap);
    const byHeight = height / (rows * (cellHeight + gap));
    const number = Math.min(to, byWidth, byHeight);
    if (number >= from && (best === null || number > best.number)) best = { number, columns, rows };
  }
  return best;
}

function withServed(
  ask: WallAsk,
  least: number,
  { number, columns, rows, hero, whole }: Grid & Pick<WallPlan, 'hero' | 'whole'>,
): WallPlan {
  const heads = (ask.called > 0 ? titleHeight : 0) + titleHeight;
  const height = ask.room.height - heads * least - ((hero ?? 0) + rows * number) * (cellHeight + gap);
  const all =
    ask.served === 0
      ? null
      : gridFor(ask, ask.served, height, smallestServed * least, largestServed(ask, least));
  if (all !== null)
    return {
      hero,
      number,
      columns,
      whole,
      served: { number: all.number, columns: all.columns, onPage: ask.served },
    };
  const small = smallestServed * least;
  const across = acrossOf(ask, small);
  // a hair more, for what was reserved to the last bit
  const down = Math.max(0, Math.floor(height / (small * (cellHeight + gap)) + 1e-9));
  return { hero, number, columns, whole, served: { number: small, columns: across, onPage: across * down } };
}

/** Nobody called: those who are served have the wall, but not as large as a call. */
function largestServed(ask: WallAsk, least: number): number {
  return ask.called > 0 ? 0.8 * least : least;
}

function cellWidth({ numberWidth, labelWidth }: WallAsk, number: number): number {
  return (numberWidth + labelShare * labelWidth + around) * number;
}
