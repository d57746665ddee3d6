import type { Request, Response } from 'express';
import type { System } from '../../../actions/system.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { asked as textAsked } from '../../request/asked.ts';
import { type Column, cellOf } from './cell.ts';
import type { AdminList, AskedList, ListRequest } from './declared-list.ts';
import type { AskedFilters, Filters } from './filters.ts';
import { linesOf, piecesOf } from './lines.ts';
import { askedFormat, mostLines, sendList } from './list-file.ts';
import { type ListView, listView } from './list-view.ts';
import { filtersInAddress, readCursor, readFilters, readOrder } from './read-asked.ts';
import type { Sorting } from './sorting.ts';
import type { FileFormat } from './table-file.ts';
import type { FileRow } from './workbook.ts';

const usualLines = 50;

/** What every system has that lists of the office are made from. */
export type ListSystem = Pick<System, 'config' | 'database' | 'log' | 'secrets' | 'clock'>;

export interface ShownList<Needs, More, Named extends Filters> {
  readonly list: ListView;
  /** what it was narrowed to */
  readonly filters: AskedFilters<Named>;
  readonly context: ListRequest<Needs> & More;
}

/** A list to be shown on its page. Null: it has been answered, with a file or with an error. */
export async function showList<
  Needs extends ListSystem,
  More extends object,
  Named extends Filters,
  Item,
  Order extends string,
>(
  list: AdminList<Needs, More, Named, Item, Order>,
  system: Needs,
  request: Request,
  response: Response,
): Promise<ShownList<Needs, More, Named> | null> {
  const base = { system, request, page: pageContext(request), staff: currentStaff(request) };
  const more = await list.open(base);
  if (typeof more === 'number') {
    renderErrorPage(response, more, more === 403 ? 'not_permitted' : undefined);
    return null;
  }
  const context = { ...base, ...more };
  return showListWith(list, context, response);
}

/** The same with what has been read already. */
export async function showListWith<
  Needs extends ListSystem,
  More extends object,
  Named extends Filters,
  Item,
  Order extends string,
>(
  list: AdminList<Needs, More, Named, Item, Order>,
  context: ListRequest<Needs> & More,
  response: Response,
): Promise<ShownList<Needs, More, Named> | null> {
  const { request } = context;
  const ofThis = textAsked(request, 'list') === (list.prefix === undefined ? '' : list.name);
  const format = request.method === 'GET' && ofThis ? askedFormat(request) : null;
  if (format === 'unknown') {
    renderErrorPage(response, 404);
    return null;
  }
  const filters = list.filters?.(context) ?? ({} as Named);
  const narrowed = readFilters(request, filters);
  // which columns there are may depend on what was asked for, not on its order
  const cursor = readCursor(request, list.prefix);
  const first = {
    ...{ filters: narrowed.filters, sort: null, page: 1, cursor },
    perPage: list.linesPerPage ?? usualLines,
  };
  const columns = list.columns(context, first);
  const sortable = sortableOf(list, columns);
  const order = readOrder(request, sortable, { prefix: list.prefix, usual: list.sort });
  const asked = { ...first, sort: order.sort as Sorting<Order> | null, page: order.page };
  const unknown = [...narrowed.unknown, ...order.unknown];
  if (format !== null) {
    if (unknown.length === 0) {
      await sendFile(list, context, response, { asked, columns, format, filters });
      return null;
    }
    // a file of more than was meant is worse than none
    response.status(422);
  }
  const lines = await linesOf(list, context, asked, columns);
  const view = listView(list, context, { asked, columns, sortable, filters, unknown, lines });
  return { list: view, filters: asked.filters, context };
}

/** All lines of a list as it was narrowed and ordered, as a file. */
async function sendFile<
  Needs extends ListSystem,
  More extends object,
  Named extends Filters,
  Item,
  Order extends string,
>(
  list: AdminList<Needs, More, Named, Item, Order>,
  context: ListRequest<Needs> & More,
  response: Response,
  wanted: {
    readonly asked: AskedList<Named, Order>;
    readonly columns: readonly Column<Item>[];
    readonly format: FileFormat;
    readonly filters: Named;
  },
): Promise<void> {
  const { format, filters } = wanted;
  const asked = { ...wanted.asked, page: 1, perPage: list.export?.most ?? mostLines };
  const { total, pieces } = await piecesOf(list, context, asked, wanted.columns);
  const columns = wanted.columns.filter(({ only }) => only !== 'page');
  const words = Object.entries(filtersInAddress(filters, asked.filters));
  await sendList(context.system, context.request, response, {
    list: list.name,
    subject: list.export?.subject?.(context, asked) ?? 'all',
    format,
    table: {
      name: list.export?.file?.(context) ?? list.name,
      columns: columns.map(({ label }) => label),
      total,
      rows: rowsOf(pieces, columns),
    },
    // what somebody typed may be a person's
    search: Object.fromEntries([
      ...Object.entries(list.fixed?.(context) ?? {}).map(([name, value]) => [name, String(value)]),
      ...words.map(([name, value]) => (filters[name]?.private ? [name, true] : [name, value])),
    ]),
    ...(list.export?.action === undefined ? {} : { action: list.export.action }),
  });
}

async function* rowsOf<Item>(
  pieces: AsyncIterable<readonly Item[]>,
  columns: readonly Column<Item>[],
): AsyncGenerator<readonly FileRow[]> {
  for await (const items of pieces)
    yield items.map((item) => columns.map((column) => fileValue(column, item)));
}

function fileValue<Item>({ cell, kind }: Column<Item>, item: Item): string | number | null {
  const { text, file } = cellOf(cell(item));
  if (file !== undefined) return file;
  return kind === 'count' && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** The columns that the lines can be sorted by: all, unless the source sorts. */
function sortableOf<Item>(
  { orders }: { readonly orders?: readonly string[] },
  columns: readonly Column<Item>[],
): readonly string[] {
  return columns
    .filter(({ key, only }) => only !== 'file' && (orders === undefined || orders.includes(key)))
    .map(({ key }) => key);
}
