/** What has a place in a list of its own. */
interface Sorted {
  readonly code: string;
  readonly sort: number;
}

/** The order of display: by place, then by code. */
export function bySort(left: Sorted, right: Sorted): number {
  return left.sort - right.sort || (left.code < right.code ? -1 : left.code > right.code ? 1 : 0);
}
