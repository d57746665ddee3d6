import type { Request } from 'express';
import type { Locale } from '../../domain/catalogue/words.ts';
import { withQuery } from '../paths.ts';

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
  readonly columns: readonly {
    readonly label: string;
    readonly href: string;
    readonly sort: 'ascending' | 'descending' | 'none';
  }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A table that can be sorted by each of its columns: `?sort=name`, `?sort=-name`. Unsorted it has the order of `items`. */
export function listing<Item>(
  request: Request,
  label: string,
  items: readonly Item[],
  columns: readonly ListingColumn<Item>[],
  locale: Locale,
): ListingView {
  const asked = typeof request.query['sort'] === 'string' ? request.query['sort'] : '';
  const falling = asked.startsWith('-');
  const sorted = columns.findIndex(({ key }) => key === asked.replace(/^-/, ''));
  const rows = items.map((item) => columns.map(({ cell }) => cell(item)));
  if (sorted >= 0) {
    const collator = new Intl.Collator(locale, { numeric: true });
    rows.sort((a, b) => compare(a[sorted], b[sorted], collator) * (falling ? -1 : 1));
  }
  const path = request.originalUrl.split('?')[0] ?? '';
  return {
    label,
    rows,
    columns: columns.map(({ key, label: text }, index) => ({
      label: text,
      href: withQuery(path, { sort: index === sorted && !falling ? `-${key}` : key }),
      sort: index !== sorted ? 'none' : falling ? 'descending' : 'ascending',
    })),
  };
}

function compare(a: Cell | undefined, b: Cell | undefined, collator: Intl.Collator): number {
  const [left, right] = [a?.order ?? a?.text ?? '', b?.order ?? b?.text ?? ''];
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : collator.compare(String(left), String(right));
}
