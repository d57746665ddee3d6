import { minute } from '../calendar/durations.ts';
import { dayBounds, instantOf, instantOfMinutes, localDate } from '../calendar/local-time.ts';
import { weekdayOfHours } from '../calendar/opening-hours.ts';
import { type ClosedSpan, closedParts, closesQueue, countersAway } from '../calendar/part-closures.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { PartClosure, Queue, Site } from '../catalogue/site.ts';
import { type AtWork, bounds, fewestAtWork, staffedPlaces, workOn } from '../staff/roster.ts';
import { secondRelease } from './second-release.ts';

/** The places of one slot. Numbers 1…`all` exist; the highest are kept for walk-ins, those below them for the second release. */
export interface SlotPlaces {
  readonly all: number;
  /** never bookable online */
  readonly walkIn: number;
  /** bookable online from `laterFrom` on */
  readonly later: number;
  /** epoch ms; null: nothing is kept for later */
  readonly laterFrom: number | null;
  /** by what the queue is closed in this slot, whoever asks; null: it is not */
  readonly closed: PartClosure | null;
}

/** How many places of the slot may be booked online at `now` (epoch ms). */
export function bookableOnline({ all, walkIn, later, laterFrom }: SlotPlaces, now: number): number {
  return all - walkIn - (laterFrom !== null && now < laterFrom ? later : 0);
}

/** The highest number that a place of this queue can have, extra places aside. */
export function mostPlaces({ places, plan }: Queue): number {
  return Math.max(places, ...(plan?.spans ?? []).map((span) => span.places));
}

/**
 * A closed counter takes its share of the planned places with it, people who are away theirs; of the two the larger, for who is away and
 * the counter that is closed for it are the same. Closed places are as many as they say.
 */
function leftOpen(
  site: Site,
  queue: string,
  planned: number,
  { spans, present }: { readonly spans: readonly ClosedSpan[]; readonly present: number | null },
): number {
  const { all, away } = countersAway(site, queue, spans);
  const open = all === 0 ? planned : Math.floor((planned * (all - away)) / all);
  const manned =
    site.roster === undefined || present === null ? planned : staffedPlaces(planned, site.roster, present);
  const staffed = Math.min(open, manned);
  const fewer = spans.reduce(
    (sum, { closure: { part } }) =>
      part.kind === 'places' && part.queue === queue ? sum + part.places : sum,
    0,
  );
  return Math.max(0, staffed - fewer);
}

/** Whole places of the n-th slot of a day, so that those of its first n slots together are `share` percent of theirs, rounded down. */
function sharesOf(n: number, places: number, walkInShare: number, laterShare: number) {
  const walkIns = (slots: number) => Math.floor((slots * places * walkInShare) / 100);
  const online = (slots: number) => slots * places - walkIns(slots);
  const laters = (slots: number) =>
    walkInShare >= 100 ? 0 : Math.floor((online(slots) * laterShare) / (100 - walkInShare));
  return { walkIn: walkIns(n + 1) - walkIns(n), later: laters(n + 1) - laters(n) };
}

/** What all slots of a queue on one local date have in common. */
interface QueueDay {
  /** first instant of the day */
  readonly start: number;
  readonly end: number;
  readonly spans: readonly ClosedSpan[];
  readonly planned: readonly { readonly from: number; readonly until: number; readonly places: number }[];
  readonly laterFrom: number | null;
  /** epoch ms; null: no roster bounds the places */
  readonly atWork: readonly AtWork[] | null;
}

/** Who works on a local date, in epoch ms; null: that bounds nothing. */
function atWorkOn(site: Site, calendar: PublishedCalendar, date: string): readonly AtWork[] | null {
  if (site.roster === undefined || !bounds(site.roster, date)) return null;
  const instant = (minutes: number) => instantOfMinutes(date, minutes, site.timeZone);
  return workOn(site.roster, { date, weekday: weekdayOfHours(site, calendar, date) }).map((one) => ({
    ...one,
    spans: one.spans.map(({ from, to }) => ({ from: instant(from), to: instant(to) })),
  }));
}

function dayOf(site: Site, calendar: PublishedCalendar, queue: Queue, start: number): QueueDay {
  const { timeZone } = site;
  const date = localDate(start, timeZone);
  return {
    ...dayBounds(date, timeZone),
    spans: closedParts(site, date),
    planned: (queue.plan?.spans ?? []).map(({ from, until, places }) => ({
      from: instantOf(date, from, timeZone),
      until: instantOf(date, until, timeZone),
      places,
    })),
    laterFrom: (queue.plan?.laterShare ?? 0) === 0 ? null : secondRelease(site, calendar, date),
    atWork: atWorkOn(site, calendar, date),
  };
}

function workOut(site: Site, queue: Queue, day: QueueDay, start: number): SlotPlaces {
  const end = start + queue.slotMinutes * minute;
  const spans = day.spans.filter(({ from, to }) => from < end && start < to);
  const closing = spans.length === 0 ? null : closesQueue(site, queue.id, spans);
  const span = day.planned.find(({ from, until }) => from <= start && start < until);
  const planned = span?.places ?? queue.places;
  const present = day.atWork === null ? null : fewestAtWork(day.atWork, start, end);
  const open =
    spans.length === 0 && present === null ? planned : leftOpen(site, queue.id, planned, { spans, present });
  const all = closing === null ? open : 0;
  const { walkInShare = 0, laterShare = 0 } = queue.plan ?? {};
  const { laterFrom } = day;
  const n = Math.floor((start - day.start) / (queue.slotMinutes * minute));
  const { walkIn, later } = sharesOf(n, all, walkInShare, laterFrom === null ? 0 : laterShare);
  return { all, walkIn, later, laterFrom, closed: closing?.closure ?? null };
}

interface KnownQueue {
  readonly calendar: PublishedCalendar;
  readonly slots: Map<number, SlotPlaces>;
  /** slots are asked for day by day */
  day: QueueDay | null;
}

// as for opening hours: catalogue values never change in place
const known = new WeakMap<Site, Map<string, KnownQueue>>();
const slotsKept = 20_000;

function memoryOf(site: Site, calendar: PublishedCalendar, queue: Queue): KnownQueue {
  let queues = known.get(site);
  if (queues === undefined) {
    queues = new Map();
    known.set(site, queues);
  }
  let memory = queues.get(queue.id);
  if (memory === undefined || memory.calendar !== calendar || memory.slots.size >= slotsKept) {
    memory = { calendar, slots: new Map(), day: null };
    queues.set(queue.id, memory);
  }
  return memory;
}

/** The places of the slot of a queue that begins at `start` (epoch ms), by plan and closures; bookings are not looked at. */
export function placesOfSlot(
  site: Site,
  calendar: PublishedCalendar,
  queue: Queue,
  start: number,
): SlotPlaces {
  if (queue.plan === undefined && (site.partClosures ?? []).length === 0 && site.roster === undefined)
    return { all: queue.places, walkIn: 0, later: 0, laterFrom: null, closed: null };
  const memory = memoryOf(site, calendar, queue);
  let slot = memory.slots.get(start);
  if (slot === undefined) {
    const { day } = memory;
    const same = day !== null && day.start <= start && start < day.end;
    const its = same ? day : dayOf(site, calendar, queue, start);
    memory.day = its;
    slot = workOut(site, queue, its, start);
    memory.slots.set(start, slot);
  }
  return slot;
}
