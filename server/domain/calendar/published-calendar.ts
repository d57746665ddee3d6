/** A day that the State Council's notice names: off, or a make-up workday. */
export interface PublishedDay {
  readonly name: string;
  readonly off: boolean;
}

/** The notices known so far. A year that is not in `years` is not published: weekdays are open, flagged, never certain. */
export interface PublishedCalendar {
  readonly years: ReadonlySet<number>;
  /** keyed by local date, YYYY-MM-DD */
  readonly days: ReadonlyMap<string, PublishedDay>;
}
