import type { BookingContext } from '../booking/ledger.ts';
import type { LimitRules } from '../booking/limit-rules.ts';
import { dayLong } from '../calendar/durations.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import type { joiningLimitCodes } from '../refusal-codes.ts';
import { isWaiting, type WaitEntry } from './wait-entry.ts';
import type { WaitingList } from './wait-facts.ts';

const kinds = ['enterprise', 'mobile', 'mail', 'network', 'browser'] as const;
type Kind = (typeof kinds)[number];
type Joins = Pick<WaitEntry, 'origin'> & {
  readonly enterprise: Pick<WaitEntry['enterprise'], 'creditCode'>;
  readonly contact: Pick<WaitEntry['contact'], 'mobile' | 'email'>;
};

const limits: Readonly<
  Record<Kind, readonly [code: (typeof joiningLimitCodes)[number], rule: keyof LimitRules]>
> = {
  enterprise: ['enterprise_waiting_limit', 'waitingPerEnterprise'],
  mobile: ['mobile_waiting_limit', 'waitingPerMobile'],
  mail: ['mail_waiting_limit', 'waitingPerMail'],
  network: ['network_waiting_limit', 'waitingPerNetwork'],
  browser: ['browser_waiting_limit', 'waitingPerBrowser'],
};

/** By what somebody who joins is counted; null: not by that. Whoever has proven a mobile by SMS is not counted by the network. */
function keyOf(kind: Kind, { enterprise, contact, origin }: Joins): string | null {
  const named = {
    enterprise: enterprise.creditCode,
    mobile: contact.mobile,
    mail: contact.email?.toLowerCase() ?? null,
    network: origin === null || origin.proven === 'sms' ? null : origin.network,
    browser: origin?.browser ?? null,
  }[kind];
  return named === null || named === '' ? null : `${kind} ${named}`;
}

/** A name costs nothing, so that a network counts for a day whoever has left again. */
function counts(kind: Kind, { state, createdAt }: Pick<WaitEntry, 'state' | 'createdAt'>, now: number) {
  return isWaiting({ state }) || (kind === 'network' && createdAt > now - dayLong);
}

/** Everything by which an entry counts at `now` (epoch ms), for `WaitingList.elsewhere`. */
export function countedBy(
  entry: Joins & Pick<WaitEntry, 'state' | 'createdAt'>,
  now: number,
): readonly string[] {
  return kinds.flatMap((kind) => (counts(kind, entry, now) ? (keyOf(kind, entry) ?? []) : []));
}

/**
 * Whether one more may wait, by each thing that they are known by, at all sites together. Refuses with enterprise_waiting_limit,
 * mobile_waiting_limit, mail_waiting_limit, network_waiting_limit, browser_waiting_limit.
 */
export function withinWaits(
  list: WaitingList,
  { site, now }: Pick<BookingContext, 'site' | 'now'>,
  entry: WaitEntry,
): Outcome<null> {
  const known = [...list.entries.values()].flatMap((other) => countedBy(other, now));
  for (const kind of kinds) {
    const [code, rule] = limits[kind];
    const limit = site.rules[rule] as number;
    const key = keyOf(kind, entry);
    if (limit === 0 || key === null) continue;
    const often = known.filter((one) => one === key).length + (list.elsewhere.get(key) ?? 0);
    if (often >= limit) return refuse(code, { limit });
  }
  return accept(null);
}
