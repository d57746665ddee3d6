import { type PauseKind, pauseKind } from '../hall/pause-reasons.ts';
import type { StandingEvent } from '../hall/undone.ts';

/** A counter that paused within the hours, not for lunch. */
export interface RecordedPause {
  readonly reason: PauseKind;
  /** until it was there again; null: it was not, that day */
  readonly minutes: number | null;
}

/** While somebody waits, a counter that calls nobody for longer is away, whatever it says (minutes). */
const longestGap = 12;

type Hours = readonly (readonly [number, number])[];

/** A counter as its day goes by. */
export interface Desk {
  since: number | null;
  /** its last call, and the pause that it is in */
  calledAt: number;
  pause: { readonly at: number; readonly reason: PauseKind } | null;
  /** when it was free last */
  freeAt: number;
  by: string;
  readonly worked: [number, number][];
}

const beginsWork: ReadonlySet<string> = new Set(['counter_opened', 'counter_resumed']);
const endsWork: ReadonlySet<string> = new Set(['counter_closed', 'counter_paused']);
const endsVisit: ReadonlySet<string> = new Set([
  'service_finished',
  'ticket_missed',
  'ticket_parked',
  'ticket_transferred',
  'visit_not_recorded',
]);

interface Turning {
  readonly desks: Map<string, Desk>;
  readonly hours: Hours;
  readonly pauses: RecordedPause[];
}

/** Takes the next event of the day in. Clock times are minutes after midnight; `waitedFrom`: since when whoever is called has waited. */
export function turn(
  { desks, hours, pauses }: Turning,
  event: StandingEvent,
  at: number,
  waitedFrom: number | null,
): void {
  const code = event.type === 'ticket_transferred' ? event.from : 'counter' in event ? event.counter : null;
  if (code === null) return;
  const known = desks.get(code);
  const desk = known ?? { since: null, freeAt: at, calledAt: at, pause: null, by: code, worked: [] };
  if (known === undefined) desks.set(code, desk);
  if ('staff' in event && typeof event.staff === 'string') desk.by = event.staff;
  if (beginsWork.has(event.type)) {
    if (desk.pause !== null)
      pauses.push({ reason: desk.pause.reason, minutes: Math.round(10 * (at - desk.pause.at)) / 10 });
    desk.pause = null;
    desk.since = at;
    desk.freeAt = at;
  } else if (endsWork.has(event.type)) {
    stops(desk, hours, at);
    if (event.type === 'counter_paused') desk.pause = pauseWithin(hours, event.reason, at);
  } else if (event.type === 'ticket_called') {
    const gap = at - Math.max(desk.freeAt, waitedFrom ?? at);
    if (desk.since !== null && gap > longestGap) {
      stops(desk, hours, Math.max(desk.freeAt, waitedFrom ?? at));
      desk.since = at;
    }
    desk.calledAt = at;
  } else if (endsVisit.has(event.type)) desk.freeAt = at;
}

/** Ends the stretch. Whoever is called before lunch is served into it, but nobody is called any more: it ends where the hours do. */
export function stops(desk: Desk, hours: Hours, at: number): void {
  if (desk.since === null) return;
  const { since, calledAt } = desk;
  const over = hours.find(([, closes]) => closes > since && closes >= calledAt && closes < at);
  desk.worked.push([since, over?.[1] ?? at]);
  desk.since = null;
}

function pauseWithin(hours: Hours, reason: string, at: number): Desk['pause'] {
  const kind = pauseKind(reason);
  const within = hours.some(([opens, closes]) => at >= opens && at < closes);
  return kind === 'lunch' || !within ? null : { at, reason: kind };
}
