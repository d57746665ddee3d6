import type { Pixels } from './visual-angle.ts';
import {
  acrossOf,
  type CellForm,
  type CellTexts,
  cellHeights,
  cellWidth,
  type Grid,
  gap,
  gridFor,
  shrunkGrid,
  smallestNumber,
} from './wall-cell.ts';

export interface WallAsk extends CellTexts {
  readonly screen: Pixels;
  /** for calls and those who are served, in pixels */
  readonly room: Pixels;
  readonly called: number;
  readonly served: number;
  /** false: what is called stands without its heading, because every line counts */
  readonly headed: boolean;
  /** whether counters may stand below their numbers: the wall has tried to make room for them beside */
  readonly stackable: boolean;
}

/** Font sizes of numbers in pixels; counters have three quarters of them. */
export interface WallPlan {
  /** of the newest call; null: it is as large as the others */
  readonly hero: number | null;
  readonly number: number;
  readonly columns: number;
  /** of those who are called; who is served has the counter beside */
  readonly form: CellForm;
  /** how high the cells of those who are called are, in parts of their font size: few of them fill the room */
  readonly row: number;
  readonly served: { readonly number: number; readonly columns: number; readonly onPage: number };
  /** whether everybody who is called can be read from afar, and who is served has a place */
  readonly whole: boolean;
}

type Unfilled = Omit<WallPlan, 'row'>;

/** a heading, in parts of the smallest number */
const titleHeight = 0.42;
export const widestHero = 2.6;
const narrowestHero = 1.4;
/** a newest call of this size may make room for everybody who is served, so that no page has to turn */
const largeHero = 1.9;
const smallestServed = 0.5;
const servedRow = cellHeights.beside + gap;

/**
 * How large the wall writes, so that nobody who is called is hidden, however many they are: the newest large while there is room, then all
 * alike in more columns, then with their counters below. Only where even that does not do, they shrink below what can be read from ten
 * metres, and `whole` is false. Who is served has what is left, in pages if need be.
 */
export function planWall(ask: WallAsk): WallPlan {
  const least = smallestNumber(ask.screen);
  const served = ask.served > 0 ? titleHeight * least + smallestServed * servedRow * least : 0;
  const plan =
    withHero(ask, least, servedAtOnce(ask, least), largeHero) ??
    withHero(ask, least, served) ??
    alike(ask, least, served, 'beside') ??
    (ask.stackable ? alike(ask, least, served, 'below') : null) ??
    alike(ask, least, 0, 'beside', ask.served === 0) ??
    (ask.stackable ? alike(ask, least, 0, 'below', ask.served === 0) : null) ??
    shrunk(ask, least);
  return filling(ask, plan, least);
}

/** a cell that is higher, in parts of its usual height, looks empty; one alone is the wall */
const highest = { one: 2.3, several: 1.55 };
/** what is left free all the same, in parts of the smallest number */
const spare = 0.4;

/** What is left of the height goes to those who are called. */
function filling(ask: WallAsk, plan: Unfilled, least: number): WallPlan {
  const { hero, number, columns, served } = plan;
  const usual = cellHeights[plan.form];
  const rows = Math.ceil((ask.called - (hero === null ? 0 : 1)) / columns);
  const sizes = (hero ?? 0) + rows * number;
  if (ask.called === 0 || sizes === 0) return { ...plan, row: usual };
  const below =
    ask.served === 0
      ? 0
      : titleHeight * least + Math.ceil(served.onPage / served.columns) * served.number * servedRow;
  const left = ask.room.height - (headOf(ask) + spare) * least - below - sizes * (usual + gap);
  const most = usual * (ask.called === 1 ? highest.one : highest.several);
  return { ...plan, row: Math.min(most, usual + Math.max(0, left) / sizes) };
}

function withHero(ask: WallAsk, least: number, reserved: number, smallest = narrowestHero): Unfilled | null {
  if (ask.called === 0) return null;
  const { room } = ask;
  const share = ask.called === 1 ? 0.5 : 0.4;
  const widest = Math.min(widestHero * least, room.width / cellWidth(ask, 'beside'), room.height * share);
  for (let hero = widest; hero >= smallest * least; hero *= 0.94) {
    const height = room.height - headOf(ask) * least - hero * servedRow - reserved;
    if (height < 0) continue;
    const rest = ask.called - 1;
    const grid = rest === 0 ? { number: least, columns: 1, rows: 0 } : besides(ask, rest, height, hero / 1.3);
    if (grid !== null) return withServed(ask, least, { ...grid, form: 'beside', hero, whole: true });
  }
  return null;
}

function besides(ask: WallAsk, count: number, height: number, to: number): Grid | null {
  const room = { width: ask.room.width, height };
  return gridFor(ask, { count, room, form: 'beside', from: smallestNumber(ask.screen), to });
}

/** The height of all who are served, at their smallest. */
function servedAtOnce(ask: WallAsk, least: number): number {
  if (ask.served === 0) return 0;
  const small = smallestServed * least;
  const across = acrossOf(ask, ask.room, 'beside', small);
  return titleHeight * least + Math.ceil(ask.served / across) * small * servedRow;
}

function alike(ask: WallAsk, least: number, reserved: number, form: CellForm, whole = true): Unfilled | null {
  const none = { number: least, columns: 1, rows: 0 };
  const height = ask.room.height - headOf(ask) * least - reserved;
  const room = { width: ask.room.width, height };
  const grid =
    ask.called === 0
      ? none
      : gridFor(ask, { count: ask.called, room, form, from: least, to: widestHero * least });
  return grid === null ? null : withServed(ask, least, { ...grid, form, hero: null, whole });
}

function shrunk(ask: WallAsk, least: number): Unfilled {
  const room = { width: ask.room.width, height: ask.room.height - headOf(ask) * least };
  return withServed(ask, least, {
    ...shrunkGrid(ask, ask.called, room, least),
    hero: null,
    whole: false,
  });
}

function withServed(
  ask: WallAsk,
  least: number,
  { number, columns, rows, form, hero, whole }: Grid & Pick<WallPlan, 'form' | 'hero' | 'whole'>,
): Unfilled {
  const heads = (ask.called > 0 ? headOf(ask) : 0) + titleHeight;
  const calls = (hero ?? 0) * servedRow + rows * number * (cellHeights[form] + gap);
  const room = { width: ask.room.width, height: ask.room.height - heads * least - calls };
  const from = smallestServed * least;
  const plan = { hero, number, columns, form, whole };
  const all =
    ask.served === 0
      ? null
      : gridFor(ask, { count: ask.served, room, form: 'beside', from, to: largestServed(ask, least) });
  if (all !== null)
    return { ...plan, served: { number: all.number, columns: all.columns, onPage: ask.served } };
  const across = acrossOf(ask, room, 'beside', from);
  // a hair more, for what was reserved to the last bit
  const down = Math.max(0, Math.floor(room.height / (from * servedRow) + 1e-9));
  return { ...plan, served: { number: from, columns: across, onPage: across * down } };
}

/** Nobody called: those who are served have the wall, but not as large as a call. */
function largestServed(ask: WallAsk, least: number): number {
  return ask.called > 0 ? 0.8 * least : least;
}

/** What is above those who are called, in parts of the smallest number. */
export function headOf({ headed }: WallAsk): number {
  return headed ? titleHeight : 0;
}
