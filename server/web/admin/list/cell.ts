/** One cell of a list, on its page and in its file. */
export interface Cell {
  readonly text: string;
  readonly href?: string | undefined;
  /** its class, "tag tag--done" */
  readonly tag?: string | undefined;
  /** a second, smaller line */
  readonly below?: string;
  /** what else stands beside it, on the page only */
  readonly more?: readonly Cell[];
  /** what it is sorted by, when that is not its text; null: it stands at the end, either way */
  readonly order?: number | string | null;
  /** what a file says, when that is not its text */
  readonly file?: number | string | null;
  /** it says nothing in particular: 0, or unknown */
  readonly faint?: boolean;
}

export interface Column<Item> {
  readonly key: string;
  readonly label: string;
  readonly cell: (item: Item) => Cell | string;
  /**
   * count: how many, how long, how much, at the right, and a file has it as a number; figures: a time, a code, a telephone. The digits of both
   * are of one width. Default: words.
   */
  readonly kind?: 'count' | 'figures' | undefined;
  readonly nowrap?: boolean;
  /** what a machine said, broken anywhere */
  readonly wrap?: boolean;
  /** default: both */
  readonly only?: 'page' | 'file' | undefined;
}

/** A button in a line: it sends `fields` to `action`. */
export interface RowAct {
  readonly action: string;
  readonly text: string;
  /** which line, for whoever does not see it */
  readonly about: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export function cellOf(said: Cell | string): Cell {
  return typeof said === 'string' ? { text: said } : said;
}
