import type { ContactDetails, EnterpriseDetails } from '../../domain/booking/booking.ts';
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

type Asked = Omit<
  WaitEntry,
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
>;

async function join(
  system: System,
  site: Site,
  asked: Asked,
  idempotency: IdempotencyKey | null,
): Promise<Outcome<Joined>> {
  const id = system.secrets.newId();
  const now = system.clock.now();
  const entry: WaitEntry = {
    ...asked,
    id,
    tokenHash: hashToken(system.secrets.tokenFor('waitlist', id)),
    site: site.code,
    state: 'waiting',
    passed: [],
    offer: null,
    offers: 0,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  const done = await system.bookings.submit(
    { type: 'wait_join', site: site.code, entry },
    { actor: theHolder, idempotency },
  );
  return done.ok ? { ok: true, value: { token: system.secrets.tokenFor('waitlist', done.value.id) } } : done;
}
