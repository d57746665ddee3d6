import { elapsed } from '../clock.ts';
import type { Board } from '../domain/queue/screens/board.ts';
import { BoardMaker } from './board-maker.ts';
import type { HallSource } from './hall-source.ts';

const makers = new WeakMap<HallSource, BoardMaker>();

/** The one maker of boards of a system, so that pages, API and screens share what it has read. */
export function boardMaker(source: HallSource): BoardMaker {
  let maker = makers.get(source);
  if (maker === undefined) {
    maker = new BoardMaker(source, elapsed);
    makers.set(source, maker);
  }
  return maker;
}

/** The board of a site's hall now; null: there is no such hall. */
export function currentBoard(source: HallSource, site: string): Promise<Board | null> {
  return boardMaker(source).current(site);
}

/** The same for whoever only looks: a replica may answer, a little behind, and never behind what this process has seen. */
export function shownBoard(source: HallSource, site: string): Promise<Board | null> {
  return boardMaker(source).shown(site);
}
