import type { PageContext } from '../../page-context.ts';
import { withQuery } from '../../paths.ts';
import { type Cell, type Column, cellOf, type RowAct } from './cell.ts';
import type { AdminList, AskedList, ListRequest } from './declared-list.ts';
import type { Choice, Filter, Filters } from './filters.ts';
import type { Lines } from './lines.ts';
import { type ListFiles, listFiles } from './list-file.ts';
import { type Paging, pagingAlong, pagingOf } from './paging.ts';
import { filtersInAddress, type Unknown } from './read-asked.ts';
import { type HeadCell, headOf, sortingText } from './sorting.ts';

interface FilterView extends Pick<Filter, 'kind' | 'label' | 'hint' | 'placeholder'> {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly (Choice & { readonly href: string })[];
}

interface CellView extends Cell {
  readonly look: string;
}

export interface ListView {
  readonly label: string;
  /** id of the heading that says so, too; null: none does */
  readonly heading: string | null;
  /** where the filters are sent, with what is sent besides */
  readonly action: string;
  /** as it is shown */
  readonly here: string;
  readonly kept: readonly (readonly [name: string, value: string | readonly string[]])[];
  readonly tabs: readonly FilterView[];
  readonly filters: readonly FilterView[];
  /** the whole list; null: it is not narrowed */
  readonly clear: string | null;
  /** what the address asks for and the list does not have */
  readonly unknown: readonly string[];
  readonly said: string;
  readonly files: ListFiles;
  /** other ways to take it away */
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly head: readonly HeadCell[];
  readonly rows: readonly { readonly cells: readonly CellView[]; readonly acts: readonly RowAct[] | null }[];
  readonly total: number;
  /** said instead of lines; null: there are some */
  readonly empty: string | null;
  /** what to do when there are none, by whoever may; null: nothing, or the page itself has it */
  readonly first: { readonly href: string; readonly text: string } | null;
  readonly paging: Paging;
}

interface Found<Named extends Filters, Item, Order extends string> {
  readonly asked: AskedList<Named, Order>;
  readonly columns: readonly Column<Item>[];
  readonly sortable: readonly string[];
  readonly filters: Named;
  readonly unknown: readonly Unknown[];
  readonly lines: Lines<Item>;
}

/** A list as its template shows it. */
export function listView<Needs, More extends object, Named extends Filters, Item, Order extends string>(
  list: AdminList<Needs, More, Named, Item, Order>,
  context: ListRequest<Needs> & More,
  found: Found<Named, Item, Order>,
): ListView {
  const { page, request } = context;
  const { asked, filters, lines } = found;
  const prefix = list.prefix ?? '';
  const path = list.at?.(context) ?? request.originalUrl.split('?')[0] ?? '';
  const fixed = { ...list.shownBy, ...list.fixed?.(context) };
  const narrowed = filtersInAddress(filters, asked.filters);
  const sort = sortingText(asked.sort);
  const ordered = sort === list.sort ? undefined : sort;
  const here = { ...fixed, ...narrowed };
  const at = (more: Readonly<Record<string, string | number | undefined>>, from: object = here): string =>
    withQuery(path, { ...from, ...more });
  const columns = found.columns.filter(({ only }) => only !== 'file');
  const acts = list.acts?.(context) ?? null;
  const own = list.prefix === undefined ? undefined : list.name;
  const hash = own === undefined ? '' : `#${own}`;
  const files = listFiles(
    at({ [`${prefix}sort`]: ordered, list: own }),
    lines.total,
    page,
    list.export?.most,
  );
  const shown = filterViews(filters, asked.filters, (more) => at({ [`${prefix}sort`]: ordered, ...more }));
  return {
    label: page.t(list.label),
    heading: own ?? null,
    action: path,
    here: at({ [`${prefix}sort`]: ordered, [`${prefix}page`]: lines.page > 1 ? lines.page : undefined }),
    kept: Object.entries({
      ...fixed,
      ...tabsOf(filters, narrowed),
      ...(ordered === undefined ? {} : { [`${prefix}sort`]: ordered }),
    }),
    tabs: shown.filter(({ kind }) => kind === 'tabs'),
    filters: shown.filter(
      ({ kind, choices }) => kind !== 'tabs' && (kind !== 'choice' || choices.length > 1),
    ),
    clear: Object.keys(narrowed).length > 0 ? at({}, fixed) : null,
    unknown: [...unknownWords(found.unknown, asked.page, lines, page), ...longWords(lines, ordered, page)],
    said: saidOf(lines, page),
    files,
    links: list.links?.(context, asked) ?? [],
    head: [
      ...headOf(
        columns.map(({ key, label, kind }) => ({
          label,
          key: found.sortable.includes(key) ? key : null,
          end: kind === 'count',
        })),
        asked.sort,
        (by) => `${at({ [`${prefix}sort`]: by })}${hash}`,
      ),
      ...(acts === null ? [] : [{ label: acts.label, href: null, sort: 'none', end: false } as const]),
    ],
    rows: lines.items.map((item) => ({
      cells: columns.map((column) => ({
        ...cellOf(column.cell(item)),
        look: lookOf(column, cellOf(column.cell(item))),
      })),
      acts: acts?.of(item) ?? null,
    })),
    total: lines.total,
    empty: lines.total > 0 ? null : emptyWords(list, Object.keys(narrowed).length > 0, page),
    first: list.frame?.(context).actions?.find(({ adds }) => adds) ?? null,
    paging: pagingIn(
      lines,
      asked.perPage,
      prefix,
      (more) => `${at({ [`${prefix}sort`]: ordered, ...more })}${hash}`,
    ),
  };
}

/** What is asked of a long list and not done. */
function longWords({ long }: Lines<unknown>, order: string | undefined, { t }: PageContext): string[] {
  return long !== null && order !== undefined && !order.endsWith('time') ? [t('list.long')] : [];
}

function pagingIn(
  { page, total, long }: Lines<unknown>,
  perPage: number,
  prefix: string,
  at: (more: Readonly<Record<string, string | number | undefined>>) => string,
): Paging {
  if (long === null) return pagingOf(page, total, (number) => at({ [`${prefix}page`]: number }), perPage);
  return pagingAlong(long, ({ after, before }) =>
    at({ [`${prefix}after`]: after, [`${prefix}before`]: before }),
  );
}

/** How many lines there are; of a long list about how many, or that they are many. */
function saidOf({ total, long }: Lines<unknown>, { t }: PageContext): string {
  if (long === null) return t('day.total', { total });
  return long.about === null ? t('list.more', { total }) : t('list.about', { total: long.about });
}

function filterViews(
  filters: Filters,
  values: Readonly<Record<string, string>>,
  at: (more: Readonly<Record<string, string>>) => string,
): FilterView[] {
  return Object.entries(filters).map(([name, { check: _check, usual: _usual, choices, ...filter }]) => ({
    ...filter,
    name,
    value: values[name] ?? '',
    choices: choices.map((one) => ({ ...one, href: at({ [name]: one.value }) })),
  }));
}

/** What is chosen by links is kept when the form is sent. */
function tabsOf(filters: Filters, narrowed: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(narrowed).filter(([name]) => filters[name]?.kind === 'tabs'));
}

function lookOf<Item>({ kind, nowrap, wrap }: Column<Item>, { faint }: Cell): string {
  return [
    kind !== undefined && 'number',
    kind === 'count' && 'end',
    nowrap && 'nowrap',
    wrap && 'channel-answer',
    faint && 'faint',
  ]
    .filter(Boolean)
    .join(' ');
}

function emptyWords(
  { empty }: Pick<AdminList<never, object, Filters, never>, 'empty'>,
  narrowed: boolean,
  { t }: PageContext,
): string {
  return t(narrowed ? (empty.narrowed ?? 'list.noMatch') : empty.none);
}

const mostShown = 40;

function unknownWords(
  unknown: readonly Unknown[],
  asked: number,
  { page, total }: Pick<Lines<unknown>, 'page' | 'total'>,
  { t }: PageContext,
): string[] {
  const beyond =
    asked > page && total > 0 ? [{ part: 'page', label: '', value: String(asked) } as const] : [];
  return [...unknown, ...beyond].map(({ part, label, value: whole }) => {
    const value = whole.length > mostShown ? `${whole.slice(0, mostShown)}…` : whole;
    if (part === 'filter') return t('list.unknown.filter', { label, value });
    return part === 'sort' ? t('list.unknown.sort', { value }) : t('list.unknown.page', { value, page });
  });
}
