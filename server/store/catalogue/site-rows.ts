import { type BookingRules, defaultBookingRules } from '../../domain/booking/booking-rules.ts';
import type { Position } from '../../domain/catalogue/distance.ts';
import type {
  Counter,
  OpeningSession,
  PartnerOutlet,
  PlacePlan,
  Queue,
  Site,
  SiteException,
  SiteKind,
  SiteService,
} from '../../domain/catalogue/site.ts';
import { type HallPolicy, hallPolicyFrom } from '../../domain/queue/hall/hall-policy.ts';
import {
  type CatalogueRow,
  flag,
  json,
  number,
  optionalText,
  optionalWordsIn,
  text,
  verification,
  verificationColumns,
  wordColumns,
  wordsIn,
} from './columns.ts';
import { messageTextOf } from './message-text-rows.ts';
import { partClosureOf } from './part-closure-rows.ts';
import { rosterOf } from './roster-rows.ts';

export function siteRow(site: Site): Record<string, unknown> {
  return {
    code: site.code,
    city: site.city,
    kind: site.kind,
    telephone: site.telephone,
    website: site.website,
    latitude: site.position?.latitude ?? null,
    longitude: site.position?.longitude ?? null,
    time_zone: site.timeZone,
    bookable: site.bookable,
    handling: site.handling,
    make_up_weekday: site.makeUpWeekday,
    roster_full: site.roster?.full ?? null,
    active: site.active,
    sort: site.sort,
    rules: JSON.stringify(site.rules),
    hall: JSON.stringify(site.hall),
    ...wordColumns('name', site.name),
    ...wordColumns('address', site.address),
    ...wordColumns('note', site.note),
    ...verificationColumns(site),
  };
}

function positionOf(row: CatalogueRow): Position | null {
  if (optionalText(row, 'latitude') === null || optionalText(row, 'longitude') === null) return null;
  return { latitude: number(row, 'latitude'), longitude: number(row, 'longitude') };
}

/** The rows that belong to a site, by table. */
export interface SiteParts {
  readonly sessions: readonly CatalogueRow[];
  readonly exceptions: readonly CatalogueRow[];
  readonly partClosures: readonly CatalogueRow[];
  readonly shifts: readonly CatalogueRow[];
  readonly changes: readonly CatalogueRow[];
  readonly texts: readonly CatalogueRow[];
  /** whether an account works at the site */
  readonly worksHere: (staff: string) => boolean;
  readonly queues: readonly CatalogueRow[];
  readonly services: readonly CatalogueRow[];
  readonly counters: readonly CatalogueRow[];
}

export function siteOf(row: CatalogueRow, parts: SiteParts): Site {
  const roster = rosterOf(row, parts.shifts, parts.changes, parts.worksHere);
  return {
    code: text(row, 'code'),
    city: text(row, 'city'),
    kind: text(row, 'kind') as SiteKind,
    name: wordsIn(row, 'name'),
    address: optionalWordsIn(row, 'address'),
    telephone: optionalText(row, 'telephone'),
    website: optionalText(row, 'website'),
    position: positionOf(row),
    note: optionalWordsIn(row, 'note'),
    timeZone: text(row, 'time_zone'),
    bookable: flag(row, 'bookable'),
    handling: flag(row, 'handling'),
    makeUpWeekday: number(row, 'make_up_weekday'),
    active: flag(row, 'active'),
    sort: number(row, 'sort'),
    ...verification(row),
    // settings that are newer than the row have their defaults
    rules: rulesOf(json<StoredRules>(row, 'rules')),
    hall: hallPolicyFrom(json<Partial<HallPolicy>>(row, 'hall')),
    sessions: parts.sessions.map(sessionOf),
    exceptions: parts.exceptions.map(exceptionOf),
    ...(parts.partClosures.length === 0 ? {} : { partClosures: parts.partClosures.map(partClosureOf) }),
    ...(roster === undefined ? {} : { roster }),
    ...(parts.texts.length === 0 ? {} : { texts: parts.texts.map(messageTextOf) }),
    queues: parts.queues.map(queueOf),
    services: parts.services.map(siteServiceOf),
    counters: parts.counters.map(counterOf),
  };
}

export function sessionRow(site: string, session: OpeningSession): Record<string, unknown> {
  return { site, ...session };
}

function sessionOf(row: CatalogueRow): OpeningSession {
  return { weekday: number(row, 'weekday'), opens: text(row, 'opens'), closes: text(row, 'closes') };
}

export function exceptionRow(site: string, exception: SiteException): Record<string, unknown> {
  const { id, date, kind, from, to, reason } = exception;
  return { id, site, date, kind, from_time: from, to_time: to, ...wordColumns('reason', reason) };
}

function exceptionOf(row: CatalogueRow): SiteException {
  return {
    id: text(row, 'id'),
    date: text(row, 'date'),
    kind: text(row, 'kind') as SiteException['kind'],
    from: optionalText(row, 'from_time'),
    to: optionalText(row, 'to_time'),
    reason: wordsIn(row, 'reason'),
  };
}

export function queueRow(site: string, queue: Queue): Record<string, unknown> {
  const { id, code, precedence, slotMinutes, places, plan } = queue;
  return {
    id,
    site,
    code,
    precedence,
    slot_minutes: slotMinutes,
    places,
    plan: plan === undefined ? null : JSON.stringify(plan),
    ...wordColumns('name', queue.name),
  };
}

function queueOf(row: CatalogueRow): Queue {
  return {
    id: text(row, 'id'),
    code: text(row, 'code'),
    name: wordsIn(row, 'name'),
    precedence: number(row, 'precedence'),
    slotMinutes: number(row, 'slot_minutes'),
    places: number(row, 'places'),
    ...(row['plan'] === null ? {} : { plan: json<PlacePlan>(row, 'plan') }),
  };
}

export function siteServiceRow(site: string, line: SiteService): Record<string, unknown> {
  return { site, ...line };
}

function siteServiceOf(row: CatalogueRow): SiteService {
  return {
    service: text(row, 'service'),
    queue: text(row, 'queue'),
    minutes: row['minutes'] === null ? null : number(row, 'minutes'),
  };
}

export function counterRow(site: string, counter: Counter): Record<string, unknown> {
  const { code, label, queues, sort } = counter;
  return { code, site, label, sort, queues: JSON.stringify(queues) };
}

function counterOf(row: CatalogueRow): Counter {
  return {
    code: text(row, 'code'),
    label: text(row, 'label'),
    queues: json<string[]>(row, 'queues'),
    sort: number(row, 'sort'),
  };
}

export function outletRow(outlet: PartnerOutlet): Record<string, unknown> {
  const { id, city, telephone } = outlet;
  return {
    id,
    city,
    telephone,
    ...wordColumns('name', outlet.name),
    ...wordColumns('address', outlet.address),
    ...verificationColumns(outlet),
  };
}

export function outletOf(row: CatalogueRow): PartnerOutlet {
  return {
    id: text(row, 'id'),
    city: text(row, 'city'),
    telephone: text(row, 'telephone'),
    name: wordsIn(row, 'name'),
    address: wordsIn(row, 'address'),
    verified: flag(row, 'verified'),
  };
}

/** Rules as they are stored; those of the first release had a cool-down under another name, usually none. */
type StoredRules = Partial<BookingRules> & { readonly coolDownMinutes?: number };

/** A cool-down that was set stays as it was; else the one of today goes. */
function rulesOf({ coolDownMinutes = 0, ...stored }: StoredRules): BookingRules {
  const before = coolDownMinutes > 0 ? { coolDownLeast: 0, coolDownMost: coolDownMinutes } : {};
  return { ...defaultBookingRules, ...before, ...stored };
}
