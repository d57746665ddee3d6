import type { Request } from 'express';
import type { Cursor } from '../../../domain/cursor.ts';
import type { StaffActor } from '../../../domain/staff/actor.ts';
import type { WordKey } from '../../../locales/words.ts';
import type { PageContext } from '../../page-context.ts';
import type { Column, RowAct } from './cell.ts';
import type { AskedFilters, Filters } from './filters.ts';
import type { Sorting } from './sorting.ts';

/** What every list knows of the request that it answers. */
export interface ListRequest<Needs> {
  readonly system: Needs;
  readonly request: Request;
  readonly page: PageContext;
  readonly staff: StaffActor;
}

/** What the address asks for, checked. */
export interface AskedList<Named extends Filters, Order extends string> {
  readonly filters: AskedFilters<Named>;
  /** null: the list's own order */
  readonly sort: Sorting<Order> | null;
  /** from 1 */
  readonly page: number;
  /** where to go on in a list that is too long for numbers of pages; null: at its beginning */
  readonly cursor: Cursor | null;
  /** of a page, or of a file */
  readonly perPage: number;
  /** ids: of these lines alone, in the same order */
  readonly among?: readonly string[];
}

/** A list that is too long to be counted: what stands on either side, where to go on, and about how long it is; null: nobody knows. */
export interface LongList {
  readonly before: boolean;
  readonly after: boolean;
  /** ids of the first and the last line of this page */
  readonly first: string;
  readonly last: string;
  readonly about: number | null;
}

/** All lines, to be sorted and cut here, or the lines of the page that was asked for and how many there are. */
export type FoundLines<Item> =
  | readonly Item[]
  | { readonly items: readonly Item[]; readonly total: number; readonly long?: LongList | null };

/** What stands above a list that is a page of its own. */
export interface ListFrame {
  readonly heading: string;
  readonly lede?: string;
  readonly crumbs?: readonly { readonly href: string; readonly text: string }[];
  readonly tabs?: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  /** `adds`: it is the next step, where the list is empty */
  readonly actions?: readonly { readonly href: string; readonly text: string; readonly adds?: true }[];
}

/** A list as the laws about all lists see it. */
export interface DeclaredList {
  /** what its file and the audit call it: letters and digits */
  readonly name: string;
  /** put before the names of its parameters, where a page has several lists; then its name is the id of its heading */
  readonly prefix?: string;
  /** the part of the address by which a page shows this list and not another */
  readonly shownBy?: Readonly<Record<string, string>>;
  /** lines of one page; 50 unless said */
  readonly linesPerPage?: number;
  readonly empty: {
    /** says what to do */
    readonly none: WordKey;
    /** when something was looked for; default: list.noMatch */
    readonly narrowed?: WordKey;
  };
}

/**
 * A table of the office, once and for all: paging, sorting, filters in the address, CSV and XLSX of exactly what it was narrowed to, its empty
 * state and its layout on a phone come from here. Write the members in this order, so that each knows the types of those before it.
 */
export interface AdminList<
  Needs,
  More extends object,
  Named extends Filters,
  Item,
  Order extends string = string,
> extends DeclaredList {
  /** the name of the table for whoever does not see it */
  readonly label: WordKey;
  /** what it works with, read once for each request; a number: who asks may not (403), or there is no such thing (404) */
  readonly open: (asked: ListRequest<Needs>) => More | 403 | 404 | Promise<More | 403 | 404>;
  /** by their names in the address */
  readonly filters?: (context: ListRequest<Needs> & More) => Named;
  /** columns that the source sorts by; without it all lines are sorted here, by every column */
  readonly orders?: readonly Order[];
  /** the usual order, as the address would ask for it; none: that of the source, which is no column's */
  readonly sort?: Order | `-${Order}`;
  readonly source: (
    context: ListRequest<Needs> & More,
    asked: AskedList<Named, Order>,
  ) => FoundLines<Item> | Promise<FoundLines<Item>>;
  /** without `orders`: what is asked for the lines of the page alone, or of the file; they keep their order */
  readonly shown?: (context: ListRequest<Needs> & More, lines: readonly Item[]) => Promise<readonly Item[]>;
  /** with `orders`: the ids of the first `perPage` lines, so that a file of many is read some lines `among` them at a time */
  readonly ids?: (
    context: ListRequest<Needs> & More,
    asked: AskedList<Named, Order>,
  ) => Promise<readonly string[]>;
  readonly columns: (
    context: ListRequest<Needs> & More,
    asked: AskedList<Named, Order>,
  ) => readonly Column<Item>[];
  /** what can be done with a line; null: nothing, or not by them */
  readonly acts?: (
    context: ListRequest<Needs> & More,
  ) => { readonly label: string; readonly of: (item: Item) => readonly RowAct[] } | null;
  readonly export?: {
    /** default: list.export */
    readonly action?: string;
    /** what the audit says it is of; default: all */
    readonly subject?: (context: ListRequest<Needs> & More, asked: AskedList<Named, Order>) => string;
    /** of the file, without an extension; default: the name of the list */
    readonly file?: (context: ListRequest<Needs> & More) => string;
    /** lines in one file; 50,000 unless said */
    readonly most?: number;
  };
  /** its page, when that is not the address of the request */
  readonly at?: (context: ListRequest<Needs> & More) => string;
  /** what the page's address says besides, and every address of the list with it */
  readonly fixed?: (
    context: ListRequest<Needs> & More,
  ) => Readonly<Record<string, string | readonly string[]>>;
  /** other ways to take it away, beside its files */
  readonly links?: (
    context: ListRequest<Needs> & More,
    asked: AskedList<Named, Order>,
  ) => readonly { readonly href: string; readonly text: string }[];
  /** what stands above it, when it is a page of its own */
  readonly frame?: (context: ListRequest<Needs> & More) => ListFrame;
}

/** A list of the office; put it into `lists` of the page that shows it. */
export function adminList<
  Needs,
  More extends object,
  Item,
  Named extends Filters = Record<never, never>,
  Order extends string = string,
>(list: AdminList<Needs, More, Named, Item, Order>): AdminList<Needs, More, Named, Item, Order> {
  return list;
}
