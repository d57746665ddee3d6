export interface Paging {
  readonly page: number;
  readonly pages: number;
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
