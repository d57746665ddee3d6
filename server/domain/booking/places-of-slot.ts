import { minute } from '../calendar/durations.ts';
import { dayBounds, instantOf, localDate } from '../calendar/local-time.ts';
import { type ClosedSpan, closedParts, closesQueue, countersAway } from '../calendar/part-closures.ts';
import type { PublishedCalendar } from '../calendar/published-calendar.ts';
import type { PartClosure, Queue, Site } from '../catalogue/site.ts';
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

function plannedPlaces({ places, plan }: Queue, start: number, date: string, zone: string): number {
  const span = plan?.spans.find(
    ({ from, until }) => instantOf(date, from, zone) <= start && start < instantOf(date, until, zone),
  );
  return span?.places ?? places;
}

/** A closed counter takes its share of the planned places with it, closed places as many as it says. */
function leftOpen(site: Site, queue: string, planned: number, spans: readonly ClosedSpan[]): number {
  const { all, away } = countersAway(site, queue, spans);
  const staffed = all === 0 ? planned : Math.floor((planned * (all - away)) / all);
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

function workOut(site: Site, calendar: PublishedCalendar, queue: Queue, start: number): SlotPlaces {
  const { timeZone } = site;
  const date = localDate(start, timeZone);
  const end = start + queue.slotMinutes * minute;
  const spans = closedParts(site, date).filter(({ from, to }) => from < end && start < to);
  const closing = closesQueue(site, queue.id, spans);
  const planned = plannedPlaces(queue, start, date, timeZone);
  const all = closing === null ? leftOpen(site, queue.id, planned, spans) : 0;
  const { walkInShare = 0, laterShare = 0 } = queue.plan ?? {};
  const laterFrom = laterShare === 0 ? null : secondRelease(site, calendar, date);
  const n = Math.floor((start - dayBounds(date, timeZone).start) / (queue.slotMinutes * minute));
  const { walkIn, later } = sharesOf(n, all, walkInShare, laterFrom === null ? 0 : laterShare);
  return { all, walkIn, later, laterFrom, closed: closing?.closure ?? null };
}

interface Known {
  readonly calendar: PublishedCalendar;
  readonly slots: Map<string, SlotPlaces>;
}

// as for opening hours: catalogue values never change in place
const known = new WeakMap<Site, Known>();
const slotsKept = 50_000;

/** The places of the slot of a queue that begins at `start` (epoch ms), by plan and closures; bookings are not looked at. */
export function placesOfSlot(
  site: Site,
  calendar: PublishedCalendar,
  queue: Queue,
  start: number,
): SlotPlaces {
  if (queue.plan === undefined && (site.partClosures ?? []).length === 0)
    return { all: queue.places, walkIn: 0, later: 0, laterFrom: null, closed: null };
  let memory = known.get(site);
  if (memory === undefined || memory.calendar !== calendar || memory.slots.size >= slotsKept) {
    memory = { calendar, slots: new Map() };
    known.set(site, memory);
  }
  const key = `${queue.id}|${start}`;
  let slot = memory.slots.get(key);
  if (slot === undefined) {
    slot = workOut(site, calendar, queue, start);
    memory.slots.set(key, slot);
  }
  return slot;
}
