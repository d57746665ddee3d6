import { extraPlaceBase } from '../../../domain/booking/place.ts';
import type { Queue } from '../../../domain/catalogue/site.ts';
import type { Hall } from '../../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import type { DayBlock } from '../../../store/booking/day-query.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { daySection } from './day-place.ts';
import { type Bar, barAt, fitted, labelWidth, type Scale, tracksOf } from './timeline.ts';

const trackHeight = 20;
const stackHeight = 76;
const waitHeight = 40;
/** with more tracks than this, only how many bookings begin together is drawn */
const mostTracks = 12;

/** A row of the picture: what it is, and what is on it. */
export interface Row {
  readonly label: string;
  readonly note: string;
  readonly y: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  /** outline of how many wait, as an SVG path; empty: none */
  readonly area: string;
}

export interface RowAsk {
  readonly scale: Scale;
  readonly page: PageContext;
  readonly timeZone: string;
  readonly y: number;
}

/** The bookings of one queue, one track for each that runs at the same time. */
export function bookingRow(
  queue: Queue,
  blocks: readonly DayBlock[],
  { scale, page, timeZone, y }: RowAsk,
): Row {
  const active = blocks.filter(({ state }) => state !== 'cancelled');
  const tracks = tracksOf(active);
  const { timeSpan } = formatting(page.locale, timeZone);
  const common = {
    label: fitted(`${queue.code} ${queue.name[page.locale]}`, labelWidth),
    note: page.t('day.timeline.bookings', { count: active.length }),
    y,
    area: '',
  };
  if (tracks.length > mostTracks)
    return { ...common, height: stackHeight + 8, bars: stacked(active, { scale, page, timeZone, y }) };
  const bars = tracks.flatMap((track, position) =>
    track.map((block) =>
      barAt(
        scale,
        block,
        { y: y + 4 + position * trackHeight, height: trackHeight - 3 },
        {
          look: lookOf(block, page.now),
          text: '',
          title: page.t('day.timeline.booking', {
            time: timeSpan(block.start, block.end),
            reference: block.reference,
            state: stateText(block, page),
          }),
          href: paths.admin.item(daySection, block.reference),
        },
      ),
    ),
  );
  return { ...common, height: Math.max(2, tracks.length) * trackHeight + 8, bars };
}

/** Whoever has not come though the time is over stands out, and so does an extra place. */
function lookOf({ state, end, place }: DayBlock, now: number): string {
  const look = isLate({ state, end }, now) ? 'late' : state;
  return `bar bar--${look}${place > extraPlaceBase ? ' bar--extra' : ''}`;
}

export function isLate({ state, end }: Pick<DayBlock, 'state' | 'end'>, now: number): boolean {
  return state === 'confirmed' && end <= now;
}

function stateText(block: DayBlock, { t, now }: PageContext): string {
  const state = isLate(block, now) ? t('day.timeline.late') : t(`booking.state.${block.state}`);
  return block.place > extraPlaceBase ? `${state} · ${t('day.timeline.extra')}` : state;
}

function stacked(blocks: readonly DayBlock[], { scale, page, timeZone, y }: RowAsk): Bar[] {
  const starts = new Map<number, { count: number; end: number }>();
  for (const { start, end } of blocks) {
    const known = starts.get(start);
    starts.set(start, { count: (known?.count ?? 0) + 1, end: Math.min(known?.end ?? end, end) });
  }
  const most = Math.max(...[...starts.values()].map(({ count }) => count));
  const { timeSpan } = formatting(page.locale, timeZone);
  return [...starts].map(([start, { count, end }]) => {
    const height = Math.max(2, Math.round((count / most) * stackHeight));
    return barAt(
      scale,
      { start, end },
      { y: y + 4 + stackHeight - height, height },
      {
        look: 'bar bar--confirmed',
        text: '',
        title: page.t('day.timeline.together', { time: timeSpan(start, end), count }),
        href: null,
      },
    );
  });
}

/** How many tickets of one queue waited, as an area. */
export function waitingRow(
  queue: Queue,
  { tickets }: Pick<Hall, 'tickets'>,
  now: number,
  { scale, page, y }: RowAsk,
): Row {
  const own = [...tickets.values()].filter((ticket) => ticket.queue === queue.id);
  const steps = own.flatMap((ticket) => {
    const until = Math.min(waitedUntil(ticket) ?? now, scale.to);
    return until > ticket.issuedAt
      ? [
          { at: ticket.issuedAt, by: 1 },
          { at: until, by: -1 },
        ]
      : [];
  });
  steps.sort((a, b) => a.at - b.at || a.by - b.by);
  let waiting = 0;
  let most = 0;
  const points: { readonly at: number; readonly waiting: number }[] = [];
  for (const { at, by } of steps) {
    waiting += by;
    most = Math.max(most, waiting);
    points.push({ at, waiting });
  }
  return {
    label: page.t('day.timeline.waiting'),
    note: page.t('day.timeline.most', { count: most }),
    y,
    height: waitHeight + 8,
    bars: [],
    area: outline(points, most, scale, y + 4),
  };
}

/** Null: it still waits. */
function waitedUntil({ calledAt, endedAt, missedAt }: Ticket): number | null {
  return calledAt ?? missedAt ?? endedAt;
}

function outline(
  points: readonly { readonly at: number; readonly waiting: number }[],
  most: number,
  scale: Scale,
  top: number,
): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || most === 0) return '';
  const bottom = top + waitHeight;
  const height = (waiting: number): number => Math.round(bottom - (waitHeight * waiting) / most);
  const steps = points.map(({ at, waiting }) => `H${scale.x(at)}V${height(waiting)}`);
  return `M${scale.x(first.at)} ${bottom}${steps.join('')}V${bottom}Z`;
}
