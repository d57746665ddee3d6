import { accept, type Outcome, type Refusal, refuse } from '../outcome.ts';
import type { visitLimitCodes } from '../refusal-codes.ts';
import { unlessOverridden } from './actor-rules.ts';
import type { Booking } from './booking.ts';
import { isActive } from './booking-states.ts';
import type { CountedVisit } from './counts.ts';
import type { BookingActor, BookingContext, Ledger } from './ledger.ts';
import type { LimitRules } from './limit-rules.ts';

type Ask = Omit<CountedVisit, 'site'> & { readonly booking: string };

/** The active bookings that the ledger knows, as they stand after the commands before. */
function* otherVisits({ counts, bookings }: Ledger, site: string, own: string): Iterable<CountedVisit> {
  for (const [id, visit] of counts.visits)
    if (id !== own && visit.site === site && !bookings.has(id)) yield visit;
  for (const { id, state, ...booking } of bookings.values())
    if (id !== own && booking.site === site && isActive(state)) yield countedOf(booking);
}

function countedOf({
  site,
  enterprise,
  contact,
  day,
  start,
}: Pick<Booking, 'site' | 'enterprise' | 'contact' | 'day' | 'start'>): CountedVisit {
  const { mobile, email } = contact;
  return { site, creditCode: enterprise.creditCode, mobile, email, day, start };
}

type Rule = readonly [
  code: (typeof visitLimitCodes)[number],
  rule: keyof LimitRules,
  counts: (visit: CountedVisit, ask: Ask, now: number) => boolean,
  /** unless this is as it was */
  unchanged: readonly (keyof Ask)[],
];

const sameMail = (one: CountedVisit, ask: Ask) =>
  ask.email !== null && one.email !== null && one.email.toLowerCase() === ask.email.toLowerCase();
const sameFirm = (one: CountedVisit, ask: Ask) => one.creditCode === ask.creditCode;
const sameMobile = (one: CountedVisit, ask: Ask) => one.mobile === ask.mobile;

const everyRule: readonly Rule[] = [
  [
    'enterprise_slot_limit',
    'enterprisePerSlot',
    (one, ask) => sameFirm(one, ask) && one.start === ask.start,
    ['creditCode', 'start'],
  ],
  [
    'enterprise_day_limit',
    'enterprisePerDay',
    (one, ask) => sameFirm(one, ask) && one.day === ask.day,
    ['creditCode', 'day'],
  ],
  [
    'enterprise_open_limit',
    'enterpriseOpen',
    (one, ask, now) => sameFirm(one, ask) && one.start > now,
    ['creditCode'],
  ],
  [
    'mobile_day_limit',
    'mobilePerDay',
    (one, ask) => sameMobile(one, ask) && one.day === ask.day,
    ['mobile', 'day'],
  ],
  ['mobile_open_limit', 'mobileOpen', (one, ask, now) => sameMobile(one, ask) && one.start > now, ['mobile']],
  ['mail_day_limit', 'mailPerDay', (one, ask) => sameMail(one, ask) && one.day === ask.day, ['email', 'day']],
  ['mail_open_limit', 'mailOpen', (one, ask, now) => sameMail(one, ask) && one.start > now, ['email']],
];

function broken(
  ledger: Ledger,
  { site, now }: BookingContext,
  ask: Ask,
  before: Booking | null,
): Refusal | null {
  const was = before === null ? null : { ...countedOf(before), booking: before.id };
  const rules = everyRule.filter(
    ([, rule, , unchanged]) =>
      site.rules[rule] !== 0 && (was === null || unchanged.some((part) => was[part] !== ask[part])),
  );
  if (rules.length === 0) return null;
  const others = [...otherVisits(ledger, site.code, ask.booking)];
  for (const [code, rule, counts] of rules) {
    const limit = site.rules[rule] as number;
    if (others.filter((one) => counts(one, ask, now)).length >= limit) return refuse(code, { limit });
  }
  return null;
}

/**
 * Whether the enterprise, the mobile and the mail address may have one more visit, or `before` changed into this one, where what stays as
 * it was counts already. Refuses with enterprise_slot_limit, enterprise_day_limit, enterprise_open_limit, mobile_…, mail_…, and staff with
 * reason_required.
 */
export function withinCounts(
  ledger: Ledger,
  context: BookingContext,
  actor: BookingActor,
  ask: Ask,
  before: Booking | null = null,
): Outcome<null> {
  if (actor.kind === 'office') return accept(null);
  return unlessOverridden(actor, broken(ledger, context, ask, before));
}
