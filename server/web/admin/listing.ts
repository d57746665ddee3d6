import type { Request, Response } from 'express';
import type { System } from '../../actions/system.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { renderErrorPage } from '../error-page.ts';
import { pageContext } from '../page-context.ts';
import { withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { askedFormat, type ListFiles, listFiles, sendList } from './list-file.ts';
import { type Paging, pageOf, pagingOf } from './paging.ts';
import { asked, pageNumber } from './site-of-request.ts';
import { askedSorting, type HeadCell, headOf, type Sorting } from './sorting.ts';
import type { TableFile } from './table-file.ts';

/** One cell of a list. `order`: what it is sorted by, when that is not its text. */
export interface Cell {
  readonly text: string;
  readonly href?: string;
  readonly tag?: 'done' | 'stop' | 'faint' | 'now' | 'plain';
  readonly number?: boolean;
  readonly order?: number | string;
}

export interface ListingColumn<Item> {
  readonly key: string;
  readonly label: string;
  readonly cell: (item: Item) => Cell;
}

export interface ListingView {
  readonly label: string;
  readonly columns: readonly HeadCell[];
  /** of the page that is shown */
  readonly rows: readonly (readonly Cell[])[];
  /** of all pages, in the same order */
  readonly all: readonly (readonly Cell[])[];
  readonly said: string;
  /** by a form above it */
  readonly narrowed: boolean;
  readonly paging: Paging;
  readonly files: ListFiles;
}

/** A table that can be sorted by each of its columns: `?sort=name`, `?sort=-name`. Unsorted it has the order of `items`. */
export function listing<Item>(
  request: Request,
  label: string,
  items: readonly Item[],
  columns: readonly ListingColumn<Item>[],
  locale: Locale,
): ListingView {
  const context = pageContext(request);
  const sorting = askedSorting(
    request,
    columns.map(({ key }) => key),
  );
  const rows = items.map((item) => columns.map(({ cell }) => cell(item)));
  const at = columns.findIndex(({ key }) => key === sorting?.by);
  const all = sortedBy(rows, sorting, (row) => row[at]?.order ?? row[at]?.text ?? '', locale);
  const path = request.originalUrl.split('?')[0] ?? '';
  const kept = narrowing(request);
  const number = pageNumber(asked(request, 'page'));
  const sort = asked(request, 'sort') || undefined;
  return {
    label,
    all,
    rows: pageOf(all, number),
    columns: headOf(columns, sorting, (key) => withQuery(path, { ...kept, sort: key })),
    narrowed: Object.keys(kept).length > 0,
    said: context.t('day.total', { total: all.length }),
    paging: pagingOf(number, all.length, (page) => withQuery(path, { ...kept, sort, page })),
    files: listFiles(path, { ...kept, sort }, all.length, context),
  };
}

/** What the address asks for besides the order, the page and the kind of file. */
function narrowing(request: Request): Record<string, string> {
  const own = ['sort', 'page', 'format', 'lang', 'saved'];
  return Object.fromEntries(
    Object.keys(request.query)
      .filter((name) => !own.includes(name))
      .map((name) => [name, asked(request, name)] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** Sorted by what `orderOf` says of each, in the order of the language; without a sorting as they are. */
export function sortedBy<Item>(
  items: readonly Item[],
  sorting: Sorting | null,
  orderOf: (item: Item) => number | string,
  locale: Locale,
): readonly Item[] {
  if (sorting === null) return items;
  const collator = new Intl.Collator(locale, { numeric: true });
  const turn = sorting.falling ? -1 : 1;
  return [...items].sort((a, b) => {
    const [left, right] = [orderOf(a), orderOf(b)];
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right));
    return order * turn;
  });
}

/** A page that shows a listing, or the listing as a file when the address asks for one. */
export async function renderListing<View extends { readonly listing: ListingView }>(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  request: Request,
  response: Response,
  { page, view, list }: { readonly page: Page<View>; readonly view: View; readonly list: string },
): Promise<void> {
  const format = askedFormat(request);
  if (format === null) return renderPage(response, page, view);
  if (format === 'unknown') return renderErrorPage(response, 404);
  const table = tableOf(view.listing, list);
  await sendList(system, request, response, { list, subject: 'all', format, table });
}

function tableOf({ columns, all }: ListingView, name: string): TableFile {
  return {
    name,
    columns: columns.map(({ label }) => label),
    rows: all.map((row) =>
      row.map(({ text, number }) => (number && /^\d{1,15}$/.test(text) ? Number(text) : text)),
    ),
  };
}
