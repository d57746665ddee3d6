/** What a list is sorted by. */
export interface Sorting<Key extends string = string> {
  readonly by: Key;
  readonly falling: boolean;
}

/** The head of one column, with the address that sorts by it; null: it cannot be sorted. */
export interface HeadCell {
  readonly label: string;
  readonly href: string | null;
  readonly sort: 'ascending' | 'descending' | 'none';
  /** its numbers stand at the right */
  readonly end: boolean;
}

export interface HeadColumn {
  readonly label: string;
  /** null: it cannot be sorted */
  readonly key: string | null;
  readonly end?: boolean;
}

/** As it stands in an address. */
export function sortingText(sorting: Sorting | null): string | undefined {
  return sorting === null ? undefined : `${sorting.falling ? '-' : ''}${sorting.by}`;
}

/** Another click on the column that a list is sorted by turns it round. */
export function headOf(
  columns: readonly HeadColumn[],
  sorting: Sorting | null,
  at: (sort: string) => string,
): HeadCell[] {
  return columns.map(({ label, key, end }) => {
    const here = sorting !== null && sorting.by === key;
    return {
      label,
      href: key === null ? null : at(here && !sorting.falling ? `-${key}` : key),
      sort: !here ? 'none' : sorting.falling ? 'descending' : 'ascending',
      end: end ?? false,
    };
  });
}
