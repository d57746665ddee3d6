import type { LongList } from './declared-list.ts';

export interface Paging {
  readonly page: number;
  /** null: they are not counted */
  readonly pages: number | null;
  readonly newer: string | null;
  readonly older: string | null;
}

/** The pages before and after one; a page past the end leads back to the last. */
export function pagingOf(page: number, total: number, at: (page: number) => string, perPage: number): Paging {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return {
    page,
    pages,
    newer: page > 1 ? at(Math.min(page - 1, pages)) : null,
    older: page < pages ? at(page + 1) : null,
  };
}

/** The same of a long list, which goes on from line to line. */
export function pagingAlong(
  { before, after, first, last }: LongList,
  at: (cursor: { readonly after?: string; readonly before?: string }) => string,
): Paging {
  return {
    page: 1,
    pages: null,
    newer: before ? at({ before: first }) : null,
    older: after ? at({ after: last }) : null,
  };
}
