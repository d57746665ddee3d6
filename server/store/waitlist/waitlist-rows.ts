import type { WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import type { WaitlistEntryRow } from './waitlist-columns.ts';

export function entryRow(entry: WaitEntry): Omit<WaitlistEntryRow, 'anonymised_at'> {
  const { enterprise, contact, offer } = entry;
  return {
    id: entry.id,
    token_hash: entry.tokenHash,
    site: entry.site,
    services: JSON.stringify(entry.services),
    answers: JSON.stringify(entry.answers),
    from_day: entry.from,
    to_day: entry.to,
    weekdays: JSON.stringify(entry.weekdays),
    times: JSON.stringify(entry.times),
    enterprise_name: enterprise.name,
    credit_code: enterprise.creditCode,
    customs_code: enterprise.customsCode,
    contact_name: contact.name,
    contact_mobile: contact.mobile,
    contact_email: contact.email,
    contact_telephone: contact.telephone,
    locale: entry.locale,
    consent_version: entry.consentVersion,
    kind: entry.kind,
    booking: entry.booking,
    failed: entry.failed,
    state: entry.state,
    passed: JSON.stringify(entry.passed),
    offer_hold: offer?.hold ?? null,
    offer_start: offer?.start ?? null,
    offer_end: offer?.end ?? null,
    offer_made_at: offer?.madeAt ?? null,
    offer_until: offer?.until ?? null,
    offers: entry.offers,
    source: entry.source,
    network: entry.origin?.network ?? null,
    browser: entry.origin?.browser ?? null,
    proven: entry.origin?.proven ?? null,
    aside_at: entry.aside?.at ?? null,
    aside_cause: entry.aside?.cause ?? null,
    aside_asked_at: entry.aside?.askedAt ?? null,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
    ended_at: entry.endedAt,
  };
}

export function entryOf(row: WaitlistEntryRow): WaitEntry {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    site: row.site,
    services: JSON.parse(row.services) as WaitEntry['services'],
    answers: JSON.parse(row.answers) as WaitEntry['answers'],
    from: row.from_day,
    to: row.to_day,
    weekdays: JSON.parse(row.weekdays) as number[],
    times: JSON.parse(row.times) as WaitEntry['times'],
    enterprise: { name: row.enterprise_name, creditCode: row.credit_code, customsCode: row.customs_code },
    contact: {
      name: row.contact_name,
      mobile: row.contact_mobile,
      email: row.contact_email,
      telephone: row.contact_telephone,
    },
    locale: row.locale,
    consentVersion: row.consent_version,
    kind: row.kind,
    booking: row.booking,
    failed: row.failed,
    state: row.state,
    passed: JSON.parse(row.passed) as number[],
    offer: offerOf(row),
    offers: row.offers,
    source: row.source,
    origin: originOf(row),
    aside: asideOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
  };
}

function asideOf({ aside_at: at, aside_cause: cause, aside_asked_at: askedAt }: WaitlistEntryRow) {
  return at === null || cause === null ? null : { at, cause, askedAt };
}

export function originOf({
  network,
  browser,
  proven,
}: Pick<WaitlistEntryRow, 'network' | 'browser' | 'proven'>): WaitEntry['origin'] {
  return network === null && browser === null && proven === null ? null : { network, browser, proven };
}

function offerOf(row: WaitlistEntryRow): WaitEntry['offer'] {
  const {
    offer_hold: hold,
    offer_start: start,
    offer_end: end,
    offer_made_at: madeAt,
    offer_until: until,
  } = row;
  if (hold === null || start === null || end === null || madeAt === null || until === null) return null;
  return { hold, start, end, madeAt, until };
}
