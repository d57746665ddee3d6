import type { Knex } from 'knex';
import type { Booking } from '../../domain/booking/booking.ts';
import { type OpenSpan, openSpans, type VisitEvidence } from '../../domain/booking/judge-visit.ts';
import { eventsAfter } from '../queue/hall-query.ts';

type Visit = Pick<Booking, 'id' | 'site' | 'day' | 'enterprise' | 'contact'>;

/**
 * What speaks for and against visits for which nobody has checked in, by id. A ticket is known to be an enterprise's by the booking
 * that it belongs to, at whatever site; or, without one, by whom it asked to be told.
 */
export async function evidenceOf(
  connection: Knex,
  visits: readonly Visit[],
): Promise<ReadonlyMap<string, VisitEvidence>> {
  const evidence = new Map<string, VisitEvidence>();
  const days = new Map(visits.map(({ site, day }) => [`${site}|${day}`, { site, day }]));
  for (const { site, day } of days.values()) {
    const together = visits.filter((visit) => visit.site === site && visit.day === day);
    const open = await spansOf(connection, site, day);
    const codes = await servedCodes(connection, together, day);
    const reached = await servedRecipients(connection, site, day);
    for (const { id, enterprise, contact } of together) {
      const told = [contact.mobile, contact.email?.toLowerCase()];
      const served = codes.has(enterprise.creditCode) || told.some((one) => one && reached.has(one));
      evidence.set(id, { open, served });
    }
  }
  return evidence;
}

async function spansOf(connection: Knex, site: string, day: string): Promise<readonly OpenSpan[]> {
  const recorded = await eventsAfter(connection, site, day, 0);
  return openSpans(recorded.map(({ event }) => event));
}

/** At a counter, to the end or without anybody having written down how it ended. */
function wasServed(query: Knex.QueryBuilder): void {
  query.where('t.state', 'done').orWhere((ended) => {
    ended.where('t.outcome', 'not_recorded').whereNotNull('t.started_at');
  });
}

async function servedCodes(
  connection: Knex,
  visits: readonly Visit[],
  day: string,
): Promise<ReadonlySet<string>> {
  const codes = visits.map(({ enterprise }) => enterprise.creditCode).filter((code) => code !== '');
  const found = (await connection('booking as b')
    .join('ticket as t', 't.booking', 'b.id')
    .whereIn('b.credit_code', codes)
    .where('t.day', day)
    .where(wasServed)
    .pluck('b.credit_code')) as string[];
  return new Set(found);
}

/** Mobiles and addresses, in small letters, that served walk-in tickets of a day left to be told at. */
async function servedRecipients(connection: Knex, site: string, day: string): Promise<ReadonlySet<string>> {
  const found = (await connection('ahead_notice as n')
    .join('ticket as t', 't.id', 'n.ticket')
    .where({ 'n.site': site, 'n.day': day })
    .where(wasServed)
    .pluck('n.recipient')) as string[];
  return new Set(found.map((recipient) => recipient.toLowerCase()));
}
