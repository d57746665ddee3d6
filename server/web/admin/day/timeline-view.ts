import { extraPlaceBase } from '../../../domain/booking/place.ts';
import { openingOn } from '../../../domain/calendar/opening-hours.ts';
import type { Counter } from '../../../domain/catalogue/site.ts';
import type { Hall } from '../../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../../domain/queue/hall/ticket.ts';
import type { DayBlock } from '../../../store/booking/day-query.ts';
import { formatting } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import { today } from '../staff-sites.ts';
import { type DayPlace, dayPath, daySection } from './day-place.ts';
import { bookingRow, isLate, type Row, type RowAsk, waitingRow } from './queue-rows.ts';
import { barAt, headHeight, hoursOf, labelWidth, pictureWidth, scaleFor } from './timeline.ts';

const counterHeight = 26;

/** The picture of a day: rows by queue and by counter over the hours. */
export interface TimelineView {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly rows: readonly Row[];
  readonly hours: readonly { readonly x: number; readonly text: string }[];
  /** when the site is open */
  readonly open: readonly { readonly x: number; readonly width: number }[];
  /** null: it is another day */
  readonly now: number | null;
  /** said today: how old the picture is, and where a new one is; null: another day changes no more by itself */
  readonly asOf: { readonly text: string; readonly href: string } | null;
  readonly legend: readonly { readonly look: string; readonly text: string }[];
}

const shownStates = [
  'confirmed',
  'arrived',
  'completed',
  'not_served',
  'missed',
  'not_held',
  'excused',
] as const;

/** Null: nothing is planned and nothing has happened. */
export function timelineView(
  { site, date, catalogue, page }: DayPlace,
  blocks: readonly DayBlock[],
  hall: Hall,
): TimelineView | null {
  const { sessions } = openingOn(site, catalogue.calendar, date);
  const tickets = [...hall.tickets.values()].map((ticket) => ({
    start: ticket.issuedAt,
    end: lastKnown(ticket) ?? ticket.issuedAt,
  }));
  const scale = scaleFor(sessions, [...blocks, ...tickets]);
  if (scale === null) return null;
  const rows: Row[] = [];
  let y = headHeight;
  const add = (make: (ask: RowAsk) => Row): void => {
    const row = make({ scale, page, timeZone: site.timeZone, y });
    rows.push(row);
    y += row.height;
  };
  const references = new Map(blocks.map(({ id, reference }) => [id, reference]));
  const waited = new Set([...hall.tickets.values()].map(({ queue }) => queue));
  for (const queue of site.queues) {
    add((ask) =>
      bookingRow(
        queue,
        blocks.filter((block) => block.queue === queue.id),
        ask,
      ),
    );
    if (waited.has(queue.id)) add((ask) => waitingRow(queue, hall, page.now, ask));
  }
  const hrefOf = ({ booking, number }: Ticket): string => {
    const reference = references.get(booking ?? '');
    return reference === undefined
      ? withQuery(dayPath, { site: site.code, date, view: 'tickets', q: number })
      : paths.admin.item(daySection, reference);
  };
  if (hall.version > 0)
    for (const counter of site.counters) add((ask) => counterRow(counter, hall, hrefOf, ask));
  const { time } = formatting(page.locale, site.timeZone);
  return {
    width: pictureWidth,
    height: y,
    left: labelWidth,
    top: headHeight,
    rows,
    hours: hoursOf(scale).map((at) => ({ x: scale.x(at), text: time(at) })),
    open: sessions.map(({ opens, closes }) => ({
      x: scale.x(opens),
      width: Math.round(scale.x(closes) - scale.x(opens)),
    })),
    now: page.now >= scale.from && page.now <= scale.to ? scale.x(page.now) : null,
    asOf:
      date === today(site, page.now)
        ? {
            text: page.t('day.timeline.asOf', { time: time(page.now) }),
            href: withQuery(dayPath, { site: site.code, date }),
          }
        : null,
    legend: legendOf(blocks, hall, page),
  };
}

function legendOf(
  blocks: readonly DayBlock[],
  { version, tickets }: Hall,
  { t, now }: DayPlace['page'],
): TimelineView['legend'] {
  const key = (look: string, text: string) => ({ look: `bar bar--${look}`, text });
  return [
    ...shownStates.map((state) => key(state, t(`booking.state.${state}`))),
    ...(blocks.some((block) => isLate(block, now)) ? [key('late', t('day.timeline.late'))] : []),
    ...(blocks.some(({ place }) => place > extraPlaceBase)
      ? [key('confirmed bar--extra', t('day.timeline.extra'))]
      : []),
    ...([...tickets.values()].some(({ outcome }) => outcome === 'not_recorded')
      ? [key('unrecorded', t('day.ticket.not_recorded'))]
      : []),
    ...(version > 0 ? [{ look: 'timeline__area', text: t('day.timeline.waiting') }] : []),
  ];
}

/** When it was last heard of, epoch ms; that a ticket became void at the end of the day says nothing of its visitor. */
function lastKnown({ state, endedAt, missedAt, parkedAt }: Ticket): number | null {
  return state === 'void' ? (missedAt ?? parkedAt) : (endedAt ?? missedAt ?? parkedAt);
}

/** What a counter has done: a bar for each ticket from its last call to its end. */
function counterRow(
  { code, label }: Counter,
  hall: Hall,
  hrefOf: (ticket: Ticket) => string,
  { scale, page, timeZone, y }: RowAsk,
): Row {
  const own = [...hall.tickets.values()].filter(
    (ticket) => ticket.counter === code && ticket.calledAt !== null,
  );
  const { time } = formatting(page.locale, timeZone);
  const bars = own.map((ticket) => {
    const { number, calledAt, endedAt, state, outcome } = ticket;
    const start = calledAt ?? 0;
    const end = Math.max(start, lastKnown(ticket) ?? Math.min(endedAt ?? page.now, scale.to));
    const look =
      state === 'called' || state === 'serving'
        ? 'now'
        : state === 'done'
          ? (outcome ?? 'completed')
          : outcome === 'not_recorded'
            ? 'unrecorded'
            : 'missed';
    return barAt(
      scale,
      { start, end },
      { y: y + 3, height: counterHeight - 6 },
      {
        look: `bar bar--${look}`,
        text: number,
        title: page.t('day.timeline.ticket', { number, from: time(start), to: time(end) }),
        href: hrefOf(ticket),
      },
    );
  });
  const served = own.filter(({ state }) => state === 'done').length;
  return {
    label: page.t('day.timeline.counter', { label }),
    note: page.t('day.timeline.served', { count: served }),
    y,
    height: counterHeight,
    bars,
    area: '',
  };
}
