import { setImmediate } from 'node:timers/promises';
import type { Locale } from '../../../domain/catalogue/words.ts';
import { type Cell, type Column, cellOf } from './cell.ts';
import type { AdminList, AskedList, FoundLines, ListRequest, LongList } from './declared-list.ts';
import type { Filters } from './filters.ts';
import type { Sorting } from './sorting.ts';

export interface Lines<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  /** that they are of: the last one, when the address asks for one past it */
  readonly page: number;
  readonly pages: number;
  /** null: all of it is counted */
  readonly long: LongList | null;
}

/** The lines of the page that was asked for. */
export async function linesOf<Needs, More extends object, Named extends Filters, Item, Order extends string>(
  list: AdminList<Needs, More, Named, Item, Order>,
  context: ListRequest<Needs> & More,
  asked: AskedList<Named, Order>,
  columns: readonly Column<Item>[],
): Promise<Lines<Item>> {
  const found = await list.source(context, asked);
  const { perPage } = asked;
  if (!isAll(found) && found.long)
    return { items: found.items, total: found.total, page: 1, pages: 1, long: found.long };
  const total = isAll(found) ? found.length : found.total;
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(asked.page, pages);
  if (isAll(found)) {
    const sorted = sortedLines(found, asked.sort, columns, context.page.locale);
    const cut = sorted.slice((page - 1) * perPage, page * perPage);
    const items = (await list.shown?.(context, cut)) ?? cut;
    return { items, total, page, pages, long: null };
  }
  if (page === asked.page) return { items: found.items, total, page, pages, long: null };
  const last = await list.source(context, { ...asked, page });
  return { items: isAll(last) ? last : last.items, total, page, pages, long: null };
}

/** Lines of a file that are read and written in one piece: a few milliseconds of work. */
const piece = 100;

export interface Pieces<Item> {
  readonly total: number;
  readonly pieces: AsyncIterable<readonly Item[]>;
}

/** All lines that a file holds, some at a time, so that whoever else waits is served between them. */
export async function piecesOf<Needs, More extends object, Named extends Filters, Item, Order extends string>(
  list: AdminList<Needs, More, Named, Item, Order>,
  context: ListRequest<Needs> & More,
  asked: AskedList<Named, Order>,
  columns: readonly Column<Item>[],
): Promise<Pieces<Item>> {
  if (list.ids === undefined) {
    const { items } = await linesOf(list, context, asked, columns);
    return { total: items.length, pieces: inPieces(items, async (some) => some) };
  }
  const ids = await list.ids(context, asked);
  const read = async (among: readonly string[]): Promise<readonly Item[]> => {
    const found = await list.source(context, { ...asked, page: 1, perPage: among.length, among });
    return isAll(found) ? found : found.items;
  };
  return { total: ids.length, pieces: inPieces(ids, read) };
}

async function* inPieces<Part, Item>(
  all: readonly Part[],
  read: (some: readonly Part[]) => Promise<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < all.length; from += piece) {
    yield await read(all.slice(from, from + piece));
    await setImmediate();
  }
}

function isAll<Item>(found: FoundLines<Item>): found is readonly Item[] {
  return Array.isArray(found);
}

/** By what the cells of a column say of their order; where there is nothing to compare, lines stand at the end either way. */
function sortedLines<Item>(
  items: readonly Item[],
  sort: Sorting | null,
  columns: readonly Column<Item>[],
  locale: Locale,
): readonly Item[] {
  const column = columns.find(({ key }) => key === sort?.by);
  if (sort === null || column === undefined) return items;
  const collator = new Intl.Collator(locale, { numeric: true });
  const turn = sort.falling ? -1 : 1;
  const order = (cell: Cell) => (cell.order === undefined ? cell.text : cell.order);
  const keyed = items.map((item) => ({ item, key: order(cellOf(column.cell(item))) }));
  return keyed
    .sort(({ key: left }, { key: right }) => {
      if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
      const both = typeof left === 'number' && typeof right === 'number';
      return (both ? left - right : collator.compare(String(left), String(right))) * turn;
    })
    .map(({ item }) => item);
}
