import { hour } from '../../../domain/calendar/durations.ts';
import type { OpenSession } from '../../../domain/calendar/opening-hours.ts';

/** The width of the picture in its own units, and how much of it is labels. */
export const pictureWidth = 1040;
export const labelWidth = 124;
export const headHeight = 26;

/** Where instants (epoch ms) are on the picture of a day. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  x(at: number): number;
}

/** From the first to the last thing that is shown, in whole hours. */
export function scaleFor(
  sessions: readonly OpenSession[],
  spans: Iterable<{ readonly start: number; readonly end: number }>,
): Scale | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const widen = (start: number, end: number): void => {
    from = Math.min(from, start);
    to = Math.max(to, end);
  };
  for (const { opens, closes } of sessions) widen(opens, closes);
  for (const { start, end } of spans) widen(start, end);
  if (!(from < to)) return null;
  from = Math.floor(from / hour) * hour;
  to = Math.ceil(to / hour) * hour;
  const width = pictureWidth - labelWidth;
  return { from, to, x: (at) => tenth(labelWidth + (width * (at - from)) / (to - from)) };
}

/** The full hours, for lines and labels. */
export function hoursOf({ from, to }: Scale): number[] {
  return Array.from({ length: Math.round((to - from) / hour) + 1 }, (_, position) => from + position * hour);
}

/** What one row of the picture shows: a bar from one instant to another. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** class of its colour */
  readonly look: string;
  /** what is written on it; empty: it is too small */
  readonly text: string;
  /** what it is, in words */
  readonly title: string;
  readonly href: string | null;
}

export function barAt(
  scale: Scale,
  span: { readonly start: number; readonly end: number },
  row: { readonly y: number; readonly height: number },
  drawn: Pick<Bar, 'look' | 'text' | 'title' | 'href'>,
): Bar {
  const x = scale.x(span.start);
  const width = Math.max(2, tenth(scale.x(span.end) - x - 1));
  const roomFor = drawn.text.length * 7 + 4;
  return { x, width, ...row, ...drawn, text: width >= roomFor ? drawn.text : '' };
}

/** Tracks for bars that may overlap: each goes to the first track that is free by then. */
export function tracksOf<T extends { readonly start: number; readonly end: number }>(
  spans: readonly T[],
): T[][] {
  const tracks: { readonly spans: T[]; free: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    let track = tracks.find(({ free }) => free <= span.start);
    if (track === undefined) {
      track = { spans: [], free: 0 };
      tracks.push(track);
    }
    track.spans.push(span);
    track.free = span.end;
  }
  return tracks.map((track) => track.spans);
}

/** A label that fits its column, cut with an ellipsis; Chinese characters are twice as wide. */
export function fitted(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const one of text) {
    used += one > '\u2e7f' ? 13 : 7;
    if (used > width - 8) return `${kept.trimEnd()}…`;
    kept += one;
  }
  return kept;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
