import type { Counts } from '../../domain/booking/counts.ts';
import type { CountsNeeded, RowsNeeded } from '../../domain/booking/rows-needed.ts';
import { dayLong, minute } from '../../domain/calendar/durations.ts';
import type { Engine } from '../database.ts';
import type { Answers, Read } from '../read-together.ts';
import { inList } from '../select.ts';

type VisitAnswer = [
  id: string,
  site: string,
  creditCode: string,
  mobile: string,
  email: string | null,
  day: string,
  start: number,
];
type MadeAnswer = [booking: string, site: string, network: string, day: string, at: number, proven: boolean];
type HoldAnswer = [
  id: string,
  site: string,
  network: string | null,
  browser: string | null,
  day: string,
  expiresAt: number,
];
type RateAnswer = [site: string, tenMinutes: number, oneMinute: number];

export interface CountReads extends Readonly<Record<string, Read<readonly unknown[]>>> {
  readonly visits: Read<VisitAnswer>;
  readonly made: Read<MadeAnswer>;
  readonly kept: Read<HoldAnswer>;
  readonly rates: Read<RateAnswer>;
  readonly spent: Read<[id: string]>;
}

/** What the limits of a batch count at `now` (epoch ms); null: no limit counts anything. */
export function countReads(engine: Engine, needs: readonly RowsNeeded[], now: number): CountReads | null {
  const counted = needs.flatMap((needed) => (needed.counted === null ? [] : [needed.counted]));
  if (counted.length === 0) return null;
  const sites = listOf(
    counted.filter(({ ofSite }) => ofSite),
    'site',
  );
  const ofSite = inList(engine, 'site');
  return {
    visits: visitsRead(engine, counted, now - dayLong),
    made: {
      columns: ['booking', 'site', 'network', 'day', 'at', `case when proven = 'sms' then 1 else 0 end`],
      from: `booking_origin where ${ofSite} and at > ? and ${inList(engine, 'network')}`,
      bindings: [sites, now - dayLong, listOf(counted, 'network')],
    },
    kept: {
      columns: ['id', 'site', 'network', 'browser', 'day', 'expires_at'],
      // what the waiting list offers is no visitor's doing
      from: `hold where ${ofSite} and expires_at > ? and (network is not null or browser is not null)`,
      bindings: [sites, now],
    },
    rates: {
      columns: ['site', 'ten_minutes', 'one_minute'],
      from: `(select site, count(*) as ten_minutes, sum(case when at > ? then 1 else 0 end) as one_minute
        from booking_origin where ${ofSite} and at > ? group by site) as r`,
      bindings: [now - minute, sites, now - 10 * minute],
    },
    spent: {
      columns: ['id'],
      from: `spent_work where ${inList(engine, 'id')}`,
      bindings: [listOf(counted, 'work')],
    },
  };
}

/** Active bookings of any of the persons that start after `since`, each found by its own index. */
function visitsRead(engine: Engine, counted: readonly CountsNeeded[], since: number): Read<VisitAnswer> {
  const columns = ['id', 'site', 'credit_code', 'contact_mobile', 'contact_email', 'day', 'starts_at'];
  const by = (column: string) =>
    `select ${columns.join(', ')} from booking where ${inList(engine, column)} and starts_at > ? and state in ('confirmed', 'arrived')`;
  return {
    columns,
    from: `(${by('credit_code')} union ${by('contact_mobile')} union ${by('contact_email')}) as v`,
    bindings: (['creditCode', 'mobile', 'email'] as const).flatMap((part) => [listOf(counted, part), since]),
  };
}

function listOf(counted: readonly CountsNeeded[], part: Exclude<keyof CountsNeeded, 'ofSite'>): string {
  return JSON.stringify([...new Set(counted.map((one) => one[part]).filter((one) => one !== null))]);
}

/** Puts the answers into the ledger's counts. */
export function fillCounts(counts: Counts, read: Answers<CountReads>): void {
  for (const [id, site, creditCode, mobile, email, day, start] of read.visits)
    counts.visits.set(id, { site, creditCode, mobile, email, day, start });
  for (const [booking, site, network, day, at, proven] of read.made)
    counts.made.set(booking, { site, network, day, at, proven: Boolean(proven) });
  for (const [id, site, network, browser, day, expiresAt] of read.kept)
    counts.holds.set(id, { site, network, browser, day, expiresAt });
  for (const [site, tenMinutes, oneMinute] of read.rates)
    counts.rates.set(site, { tenMinutes: Number(tenMinutes), oneMinute: Number(oneMinute) });
  for (const [id] of read.spent) counts.spent.add(id);
}
