import type { TickSpan } from './played-day.ts';

export interface OpenEnd {
  readonly from: number;
  /** null: it is not over */
  to: number | null;
}

/** What is not over ends at `end`. */
export function closedSpans(spans: readonly OpenEnd[], end: number): readonly TickSpan[] {
  return spans.map(({ from, to }) => ({ from, to: to ?? end })).filter(({ from, to }) => from < to);
}

/** The spans without what the others cover; both by time, none overlapping its own kind. */
export function without(spans: readonly TickSpan[], others: readonly TickSpan[]): readonly TickSpan[] {
  let left = [...spans];
  for (const other of others) {
    left = left.flatMap(({ from, to }) =>
      other.to <= from || to <= other.from
        ? [{ from, to }]
        : [
            { from, to: Math.min(to, other.from) },
            { from: Math.max(from, other.to), to },
          ].filter((part) => part.from < part.to),
    );
  }
  return left;
}

/** What both cover. */
export function within(spans: readonly TickSpan[], others: readonly TickSpan[]): readonly TickSpan[] {
  return spans.flatMap((span) =>
    others
      .map((other) => ({ from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}
