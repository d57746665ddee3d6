import type { Booking, ContactDetails, EnterpriseDetails } from '../../domain/booking/booking.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import type { WaitEntry, WaitTimes } from '../../domain/waitlist/wait-entry.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

/** When somebody could come. */
export interface WaitRange {
  /** local dates, both included */
  readonly from: string;
  readonly to: string;
  /** ISO 8601, 1 = Monday; none: any */
  readonly weekdays: readonly number[];
  /** none: any */
  readonly times: readonly WaitTimes[];
}

export interface WaitRequest extends WaitRange {
  readonly site: Site;
  readonly services: readonly VisitService[];
  readonly answers: Readonly<Record<string, string>>;
  readonly enterprise: EnterpriseDetails;
  readonly contact: ContactDetails;
  readonly locale: Locale;
  readonly consentVersion: string;
  readonly source: WaitEntry['source'];
  /** a message about the offer reaches them: there is a mail address, or the site has something that reaches the mobile */
  readonly reached: boolean;
  /** where they join from; null: neither counted by that nor asked for work */
  readonly origin: Origin | null;
  /** a visit in which the office failed them, as its holder has shown: they go first */
  readonly failed?: string;
}

/** What the secret page of an entry is opened with. */
export interface Joined {
  readonly token: string;
}

/** Puts somebody on the list. Refuses as `decideWait` does, and with nobody_to_tell when there is no way to tell them. */
export async function joinWaitlist(
  system: System,
  request: WaitRequest,
  idempotency: IdempotencyKey | null,
): Promise<Outcome<Joined>> {
  const { site, failed = null, reached, ...rest } = request;
  if (!reached) return refuse('nobody_to_tell');
  return join(system, site, { ...rest, kind: 'visit', booking: null, failed }, idempotency);
}

/** The holder of a booking wants to come earlier, and keeps it until an earlier time is accepted. */
export async function waitForEarlier(
  system: System,
  site: Site,
  booking: Booking,
  { reached, ...range }: Pick<WaitRequest, 'weekdays' | 'times' | 'reached'>,
): Promise<Outcome<Joined>> {
  if (!reached) return refuse('nobody_to_tell');
  const { services, answers, enterprise, contact, locale, consentVersion } = booking;
  const today = localDate(system.clock.now(), site.timeZone);
  const days = { from: today, to: booking.day };
  const details = { services, answers, enterprise, contact, locale, consentVersion };
  return join(
    system,
    site,
    {
      ...{ ...days, ...range, ...details, kind: 'earlier', booking: booking.id },
      // the booking has been counted
      ...{ failed: null, source: 'page', origin: null },
    },
    null,
  );
}

/** So long somebody waits whom the office has failed, days. */
const longAfterFailure = 28;

/** The office did not serve this visit: its holder waits for a place before all others, for the same services. */
export async function waitAfterFailure(
  system: System,
  site: Site,
  booking: Booking,
  asked: Pick<WaitRequest, 'weekdays' | 'times' | 'reached' | 'locale'>,
): Promise<Outcome<Joined>> {
  const { services, answers, enterprise, contact, consentVersion } = booking;
  const today = localDate(system.clock.now(), site.timeZone);
  const days = { from: today, to: addDays(today, longAfterFailure) };
  const details = { services, answers, enterprise, contact, consentVersion };
  return joinWaitlist(
    system,
    { ...asked, ...days, ...details, site, source: 'page', origin: null, failed: booking.id },
    null,
  );
}

type Asked = Omit<
  WaitEntry,
  | 'origin'
  | 'aside'
  | 'id'
  | 'tokenHash'
  | 'site'
  | 'state'
  | 'passed'
  | 'offer'
  | 'offers'
  | 'createdAt'
  | 'updatedAt'
  | 'endedAt'
> & { readonly origin: Origin | null };

async function join(
  system: System,
  site: Site,
  { origin, ...asked }: Asked,
  idempotency: IdempotencyKey | null,
): Promise<Outcome<Joined>> {
  const id = system.secrets.newId();
  const now = system.clock.now();
  const entry: WaitEntry = {
    ...asked,
    origin: origin === null ? null : joinedFrom(origin),
    id,
    tokenHash: hashToken(system.secrets.tokenFor('waitlist', id)),
    site: site.code,
    state: 'waiting',
    aside: null,
    passed: [],
    offer: null,
    offers: 0,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  const done = await system.bookings.submit(
    { type: 'wait_join', site: site.code, entry, from: origin },
    { actor: theHolder, idempotency },
  );
  return done.ok ? { ok: true, value: { token: system.secrets.tokenFor('waitlist', done.value.id) } } : done;
}

/** Null: nothing is known of it, as where nothing is limited. */
function joinedFrom({ network, browser, proven }: Origin): WaitEntry['origin'] {
  return network === null && browser === null && proven === null ? null : { network, browser, proven };
}
