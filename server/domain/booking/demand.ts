import { dayLong, minute } from '../calendar/durations.ts';
import { instantOf, localDate } from '../calendar/local-time.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { unlessOverridden } from './actor-rules.ts';
import { bookingWindow } from './booking-window.ts';
import { rateOf } from './counts.ts';
import type { BookingActor, BookingContext, Ledger } from './ledger.ts';
import type { MobileProven, Origin } from './origin.ts';

/** A new day has opened for booking less than `releaseMinutes` ago. */
function isRelease({ site, calendar, now }: Omit<BookingContext, 'services'>): boolean {
  const { releaseMinutes, releaseAt } = site.rules;
  if (releaseMinutes === 0) return false;
  const today = localDate(now, site.timeZone);
  const opened = instantOf(today, releaseAt ?? '00:00', site.timeZone);
  if (now < opened || now >= opened + releaseMinutes * minute) return false;
  const before = bookingWindow(site, calendar, opened - 1).lastDate;
  return bookingWindow(site, calendar, opened).lastDate !== before;
}

function liveHolds(ledger: Ledger, { site, now }: BookingContext, except: string | null) {
  return [...ledger.counts.holds].flatMap(([id, hold]) =>
    id !== except && hold.site === site.code && hold.expiresAt > now ? [hold] : [],
  );
}

/** More people want places than usual: a new day has just opened, or much was booked and kept lately. */
export function demandIsHigh(ledger: Ledger, context: BookingContext): boolean {
  if (isRelease(context)) return true;
  const { site, now } = context;
  const { demandStarts } = site.rules;
  if (demandStarts === 0) return false;
  const { tenMinutes } = rateOf(ledger.counts, site.code, now);
  return tenMinutes >= demandStarts || tenMinutes + liveHolds(ledger, context, null).length >= demandStarts;
}

export interface EntryAsk {
  readonly from: Origin;
  /** the local day that is wanted */
  readonly day: string;
  /** of the same visitor, given up or used now */
  readonly ownHold: string | null;
  /** places of that day that the waiting list keeps for others of the network; absent: none */
  readonly beside?: number;
}

function networkLimit(ledger: Ledger, context: BookingContext, ask: EntryAsk, high: boolean): Outcome<null> {
  const { network, proven } = ask.from;
  if (network === null || proven === 'sms') return accept(null);
  const { site, now } = context;
  const { networkMade, networkPerDay, networkInDemand } = site.rules;
  const made = [...ledger.counts.made.values()].filter(
    (one) => one.network === network && one.site === site.code && !one.proven && one.at > now - dayLong,
  );
  if (networkMade > 0 && made.length >= networkMade) return refuse('network_limit', { limit: networkMade });
  const limit = high ? networkInDemand : networkPerDay;
  if (limit === 0) return accept(null);
  const kept = liveHolds(ledger, context, ask.ownHold).filter((one) => one.network === network);
  const ofDay = [...made, ...kept].filter(({ day }) => day === ask.day).length + (ask.beside ?? 0);
  if (ofDay < limit) return accept(null);
  return refuse(high ? 'network_demand_limit' : 'network_day_limit', { limit });
}

/**
 * Whether a network may have a place that the waiting list has kept for it: there is nothing to be quick about, so that no work is asked for.
 * Refuses with network_limit, network_day_limit, network_demand_limit.
 */
export function mayTakeUp(ledger: Ledger, context: BookingContext, ask: EntryAsk): Outcome<null> {
  return networkLimit(ledger, context, ask, demandIsHigh(ledger, context));
}

function workDone(ledger: Ledger, { site, now }: BookingContext, { work, proven }: Origin): Outcome<null> {
  if (!site.rules.proofOfWork || proven !== null) return accept(null);
  if (work === null) return refuse('work_needed');
  return work.expiresAt <= now || ledger.counts.spent.has(work.id) ? refuse('work_spent') : accept(null);
}

/**
 * Whether a visitor may keep a time. Refuses with holds_full, browser_holds_limit, network_limit, network_day_limit, network_demand_limit,
 * work_needed, work_spent.
 */
export function mayKeep(ledger: Ledger, context: BookingContext, ask: EntryAsk): Outcome<null> {
  const { holdsAtOnce, holdsPerBrowser } = context.site.rules;
  const high = demandIsHigh(ledger, context);
  const live = liveHolds(ledger, context, ask.ownHold);
  const { browser } = ask.from;
  const own = browser === null ? 0 : live.filter((hold) => hold.browser === browser).length;
  if (holdsPerBrowser > 0 && own >= holdsPerBrowser)
    return refuse('browser_holds_limit', { limit: holdsPerBrowser });
  const network = networkLimit(ledger, context, ask, high);
  if (!network.ok) return network;
  const work = high ? workDone(ledger, context, ask.from) : accept(null);
  if (!work.ok) return work;
  return holdsAtOnce > 0 && live.length >= holdsAtOnce ? refuse('holds_full') : accept(null);
}

const holdCaps = [
  'holds_full',
  'browser_holds_limit',
  'network_limit',
  'network_day_limit',
  'network_demand_limit',
];

/** Whether a refusal of `mayKeep` is one of its caps, not of its work. */
export function isHoldCap(code: string): boolean {
  return holdCaps.includes(code);
}

function wantsProof({ site }: BookingContext, high: boolean): boolean {
  const { mobileProof } = site.rules;
  return mobileProof === 'always' || (mobileProof === 'demand' && high);
}

/**
 * Whether somebody may join the waiting list: it costs what booking would. Refuses with work_needed, work_spent, contact_unproven.
 */
export function mayJoin(ledger: Ledger, context: BookingContext, from: Origin): Outcome<null> {
  const high = demandIsHigh(ledger, context);
  const work = high ? workDone(ledger, context, from) : accept(null);
  if (!work.ok) return work;
  return from.proven === null && wantsProof(context, high) ? refuse('contact_unproven') : accept(null);
}

/**
 * Whether a booking may get another mobile: what its first one had to prove, the next one has to. Refuses with contact_unproven, and staff
 * who go without with reason_required.
 */
export function mayChangeMobile(
  ledger: Ledger,
  context: BookingContext,
  actor: BookingActor,
  {
    from,
    to,
    proven = null,
    unproven = false,
  }: MobileProven & { readonly from: string; readonly to: string },
): Outcome<null> {
  if (from === to || proven !== null || actor.kind === 'office') return accept(null);
  if (!wantsProof(context, demandIsHigh(ledger, context))) return accept(null);
  const broken = refuse('contact_unproven');
  return actor.kind === 'staff' && unproven ? unlessOverridden(actor, broken) : broken;
}

/**
 * Whether a visitor may book from where the request comes; `kept`: with the places of a live hold, which has cost its work. Refuses with
 * network_limit, network_day_limit, network_demand_limit, work_needed, work_spent, contact_unproven, release_rate.
 */
export function mayBookFrom(
  ledger: Ledger,
  context: BookingContext,
  ask: EntryAsk,
  kept: boolean,
): Outcome<null> {
  const { releasePerMinute } = context.site.rules;
  const high = demandIsHigh(ledger, context);
  const network = networkLimit(ledger, context, ask, high);
  if (!network.ok) return network;
  const work = high && !kept ? workDone(ledger, context, ask.from) : accept(null);
  if (!work.ok) return work;
  if (ask.from.proven === null && wantsProof(context, high)) return refuse('contact_unproven');
  if (releasePerMinute === 0 || !isRelease(context)) return accept(null);
  const { oneMinute } = rateOf(ledger.counts, context.site.code, context.now);
  return oneMinute >= releasePerMinute ? refuse('release_rate') : accept(null);
}
