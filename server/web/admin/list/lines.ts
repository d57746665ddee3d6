import type { Locale } from '../../../domain/catalogue/words.ts';
import { type Cell, type Column, cellOf } from './cell.ts';
import type { AdminList, AskedList, FoundLines, ListRequest } from './declared-list.ts';
import type { Filters } from './filters.ts';
import type { Sorting } from './sorting.ts';

export interface Lines<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  /** that they are of: the last one, when the address asks for one past it */
  readonly page: number;
  readonly pages: number;
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
  const total = isAll(found) ? found.length : found.total;
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(asked.page, pages);
  if (isAll(found)) {
    const sorted = sortedLines(found, asked.sort, columns, context.page.locale);
    return { items: sorted.slice((page - 1) * perPage, page * perPage), total, page, pages };
  }
  if (page === asked.page) return { items: found.items, total, page, pages };
  const last = await list.source(context, { ...asked, page });
  return { items: isAll(last) ? last : last.items, total, page, pages };
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
