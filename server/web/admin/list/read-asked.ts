import type { Request } from 'express';
import type { Cursor } from '../../../domain/cursor.ts';
import { asked } from '../../request/asked.ts';
import type { AskedFilters, Filters } from './filters.ts';
import type { Sorting } from './sorting.ts';

// what is too long is told, not cut off
const whole = Number.POSITIVE_INFINITY;

/** Something in the address that the list does not have. */
export interface Unknown {
  readonly part: 'filter' | 'sort' | 'page';
  /** of the filter */
  readonly label: string;
  readonly value: string;
}

export interface ReadAsked<Named extends Filters> {
  readonly filters: AskedFilters<Named>;
  readonly sort: Sorting | null;
  readonly page: number;
  readonly unknown: readonly Unknown[];
}

/** The narrowing that the address asks for; what the list does not have is left out and told. */
export function readFilters<Named extends Filters>(
  request: Request,
  filters: Named,
): Pick<ReadAsked<Named>, 'filters' | 'unknown'> {
  const unknown: Unknown[] = [];
  const values: Record<string, string> = {};
  for (const [name, { check, usual, label }] of Object.entries(filters)) {
    const given = asked(request, name, whole);
    const read = check.safeParse(given === '' ? usual : given);
    values[name] = read.success ? read.data : usual;
    if (!read.success) unknown.push({ part: 'filter', label, value: given });
  }
  return { filters: values as AskedFilters<Named>, unknown };
}

/** The order and the page that the address asks for, in the same way. */
export function readOrder(
  request: Request,
  sortable: readonly string[],
  { prefix = '', usual }: { readonly prefix?: string | undefined; readonly usual?: string | undefined },
): Pick<ReadAsked<Filters>, 'sort' | 'page' | 'unknown'> {
  const unknown: Unknown[] = [];
  const order = asked(request, `${prefix}sort`, whole);
  const sort = sortingIn(order, sortable);
  if (sort === null && order !== '') unknown.push({ part: 'sort', label: '', value: order });
  const page = asked(request, `${prefix}page`, whole);
  const known = page === '' || /^[1-9]\d{0,5}$/.test(page);
  if (!known) unknown.push({ part: 'page', label: '', value: page });
  return {
    sort: sort ?? sortingIn(usual ?? '', sortable),
    page: known && page !== '' ? Number(page) : 1,
    unknown,
  };
}

/** The line after or before which a long list goes on. */
export function readCursor(request: Request, prefix = ''): Cursor | null {
  for (const side of ['after', 'before'] as const) {
    const id = asked(request, `${prefix}${side}`, longestId);
    if (id !== '') return { side, id };
  }
  return null;
}

const longestId = 60;

/** As they stand in an address; what is usual is left out. */
export function filtersInAddress(
  filters: Filters,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(filters).filter(([name, { usual }]) => (values[name] ?? usual) !== usual);
  return Object.fromEntries(kept.map(([name]) => [name, values[name] ?? '']));
}

/** "time", "-time" */
function sortingIn(order: string, sortable: readonly string[]): Sorting | null {
  const by = sortable.find((key) => key === order.replace(/^-/, ''));
  return by === undefined ? null : { by, falling: order.startsWith('-') };
}
