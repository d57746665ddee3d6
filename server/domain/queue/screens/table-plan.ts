import {
  acrossOf,
  type CellForm,
  cellHeights,
  cellWidth,
  gap,
  gridFor,
  shrunkGrid,
  smallestNumber,
} from './wall-cell.ts';
import { headOf, type WallAsk, type WallPlan, widestHero } from './wall-plan.ts';

export interface TablePlan extends Pick<WallPlan, 'number' | 'columns' | 'form' | 'whole'> {
  /** how many of the counters that do not call stand there at a time */
  readonly others: number;
}

/** The table of counters: all of them while they can be read; else those that call, and the others by turns. `ask.served`: the others. */
export function planTable(ask: WallAsk): TablePlan {
  const least = smallestNumber(ask.screen);
  const forms: readonly CellForm[] = ask.stackable ? ['beside', 'below'] : ['beside'];
  if (ask.called + ask.served === 0)
    return { number: least, columns: 1, form: 'beside', whole: true, others: 0 };
  let turning: TablePlan | null = null;
  for (const form of forms) {
    const all = allOf(ask, least, form);
    if (all !== null) return all;
    const some = byTurns(ask, least, form);
    // a form in which the others have a place, if there is one
    if (some !== null && (turning === null || turning.others === 0)) turning = some;
    if (turning !== null && turning.others > 0) return turning;
  }
  if (turning !== null) return turning;
  const { number, columns, form } = shrunkGrid(ask, ask.called, roomOf(ask, least), least);
  return { number, columns, form, whole: false, others: 0 };
}

function allOf(ask: WallAsk, least: number, form: CellForm): TablePlan | null {
  const { called, served } = ask;
  const room = roomOf(ask, least);
  const grid = gridFor(ask, { count: called + served, room, form, from: least, to: widestHero * least });
  if (grid === null) return null;
  return { number: grid.number, columns: grid.columns, form, whole: true, others: served };
}

function byTurns(ask: WallAsk, least: number, form: CellForm): TablePlan | null {
  const room = roomOf(ask, least);
  const columns = acrossOf(ask, room, form, least);
  const cells = columns * Math.floor(room.height / (least * (cellHeights[form] + gap)));
  if (cells < ask.called || least * cellWidth(ask, form) > room.width) return null;
  return { number: least, columns, form, whole: true, others: Math.min(ask.served, cells - ask.called) };
}

function roomOf(ask: WallAsk, least: number): WallAsk['room'] {
  return { width: ask.room.width, height: ask.room.height - headOf(ask) * least };
}
