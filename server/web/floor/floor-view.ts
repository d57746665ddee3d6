import { minute } from '../../domain/calendar/durations.ts';
import { type Alarm, alarmSubject } from '../../domain/queue/floor/alarms.ts';
import type { KnownAlarm } from '../../domain/queue/floor/alarms-to-tell.ts';
import { type Floor, type FloorCounter, type FloorQueue, waitsFrom } from '../../domain/queue/floor/floor.ts';
import type { CounterState } from '../../domain/queue/hall/hall.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import { canReturn } from '../../domain/queue/screens/counter-view.ts';
import { servicesText } from '../admin/day/booking-lines.ts';
import type { HallNow } from '../hall-now.ts';
import { type HallWords, hallWords } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { StaffingNotice } from '../staffing-warnings.ts';
import { type ActView, type AlarmLine, alarmLine } from './alarm-line.ts';

interface CounterLine {
  readonly code: string;
  readonly label: string;
  readonly href: string;
  readonly state: CounterState['state'];
  readonly pauseReason: string | null;
  /** who works there; null: nobody has said */
  readonly clerk: string | null;
  /** codes of the queues */
  readonly queues: string;
  readonly current: {
    readonly number: string;
    readonly state: 'called' | 'serving';
    readonly services: string;
    readonly priority: boolean;
    /** the call, epoch ms */
    readonly since: number;
    readonly usual: string;
    /** of the usual; whole per cent, at most 100, for a picture */
    readonly share: number;
    readonly pace: 'usual' | 'slow' | 'alarming';
  } | null;
}

interface QueueLine {
  readonly code: string;
  readonly name: string;
  readonly waiting: number;
  readonly oldest: { readonly number: string; readonly since: number; readonly late: boolean } | null;
  /** labels of the open counters that serve it; empty: none does */
  readonly servedBy: string;
}

interface AsideLine {
  readonly number: string;
  readonly queue: string;
  readonly text: string;
  readonly since: number | null;
  readonly act: ActView;
}

/** The floor in the words of whoever looks after it. Instants are epoch ms, for clocks that run in the page. */
export interface FloorView {
  readonly site: string;
  readonly siteName: string;
  readonly version: number;
  readonly now: number;
  readonly hall: HallWords;
  /** it calls silently */
  readonly silent: boolean;
  readonly served: number;
  readonly waiting: number;
  readonly open: number;
  readonly alarms: readonly AlarmLine[];
  /** days that come on which the planned counters will not do */
  readonly ahead: readonly StaffingNotice[];
  readonly counters: readonly CounterLine[];
  readonly queues: readonly QueueLine[];
  /** set aside, or did not come and may still come back */
  readonly aside: readonly AsideLine[];
  /** why what was pressed last was not done; null: it was */
  readonly refused: string | null;
  readonly form: string;
}

export interface FloorParts {
  readonly its: HallNow;
  readonly floor: Floor;
  readonly alarms: readonly Alarm[];
  readonly ahead: readonly StaffingNotice[];
  /** by subject */
  readonly told: ReadonlyMap<string, KnownAlarm>;
  /** staff id → name */
  readonly names: ReadonlyMap<string, string>;
  readonly refused: string | null;
  readonly form: string;
  readonly page: PageContext;
}

export function floorView(parts: FloorParts): FloorView {
  const { its, floor, alarms, ahead, told, refused, form, page } = parts;
  const { site, hall, now, state } = its;
  const tickets = [...hall.tickets.values()];
  return {
    site: site.code,
    siteName: site.name[page.locale],
    version: hall.version,
    now,
    hall: hallWords(state, site, page),
    silent: site.hall.calling === 'silent',
    served: tickets.filter((ticket) => ticket.state === 'done').length,
    waiting: tickets.filter((ticket) => ticket.state === 'waiting').length,
    open: floor.counters.filter((each) => each.state.state === 'open').length,
    alarms: alarms.map((alarm) =>
      alarmLine(
        alarm,
        { floor, site, known: told.get(alarmSubject(alarm)), now, closed: state.kind === 'closed' },
        page,
      ),
    ),
    ahead,
    counters: floor.counters.map((counter) => counterLine(counter, parts)),
    queues: floor.queues.map((queue) => queueLine(queue, parts)),
    aside: tickets.flatMap((ticket) => asideLine(ticket, parts)),
    refused,
    form,
  };
}

function counterLine({ counter, state, ticket, usualMinutes }: FloorCounter, parts: FloorParts): CounterLine {
  const { its, names } = parts;
  const closed = state.state === 'closed';
  return {
    code: counter.code,
    label: counter.label,
    href: paths.counter.console(counter.code),
    state: state.state,
    pauseReason: state.pauseReason,
    clerk: closed || state.staff === null ? null : (names.get(state.staff) ?? null),
    queues: its.site.queues
      .filter(({ id }) => counter.queues.includes(id))
      .map(({ code }) => code)
      .join(' · '),
    current: ticket === null ? null : currentOf(ticket, usualMinutes ?? 0, parts),
  };
}

/** Beyond so many times the usual a visit is slow, or alarming. */
const slow = 1.5;
const alarming = 3;

function currentOf(ticket: Ticket, usualMinutes: number, { its, page }: FloorParts): CounterLine['current'] {
  const since = ticket.calledAt ?? its.now;
  const ratio = (its.now - since) / minute / Math.max(1, usualMinutes);
  return {
    number: ticket.number,
    state: ticket.state === 'serving' ? 'serving' : 'called',
    services: servicesText(ticket.services, its.catalogue, page.locale),
    priority: ticket.priority,
    since,
    usual: page.t('floor.usual', { minutes: Math.round(usualMinutes) }),
    share: Math.min(100, Math.round(ratio * 100)),
    pace: ratio >= alarming ? 'alarming' : ratio >= slow ? 'slow' : 'usual',
  };
}

function queueLine(
  { queue, waiting, oldest, openCounters }: FloorQueue,
  { its, page }: FloorParts,
): QueueLine {
  const { now, site } = its;
  const since = oldest === null ? null : waitsFrom(oldest);
  return {
    code: queue.code,
    name: queue.name[page.locale],
    waiting: waiting.length,
    oldest:
      oldest === null || since === null
        ? null
        : { number: oldest.number, since, late: now - since > site.hall.calledWithin * minute },
    servedBy: openCounters.map(({ label }) => label).join(page.locale === 'en' ? ', ' : '、'),
  };
}

function asideLine(ticket: Ticket, { its, page: { t } }: FloorParts): readonly AsideLine[] {
  const { site, now } = its;
  const { id, number, state, parkedAt, missedAt } = ticket;
  const queue = site.queues.find((each) => each.id === ticket.queue)?.code ?? '';
  const fields = { ticket: id };
  const label = t('floor.act.bringBack');
  if (state === 'parked') {
    const act = { label, act: 'resume-ticket', fields } as const;
    return [{ number, queue, text: t('floor.aside.parked'), since: parkedAt, act }];
  }
  if (state !== 'missed' || !canReturn(ticket, site.hall.returnWithin, now)) return [];
  const act = { label, act: 'return', fields } as const;
  return [{ number, queue, text: t('floor.aside.missed'), since: missedAt, act }];
}
