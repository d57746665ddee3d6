import type { Knex } from 'knex';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Certificate, CertificateSource } from '../../domain/certificate/certificate.ts';
import type { CertificateRow } from './certificate-columns.ts';

/** One that still names an address; null: there is none such, or not any more. */
export async function certificateBy(
  connection: Knex,
  by: { readonly id: string } | Pick<Certificate, 'email' | 'expiresOn' | 'enterprise'>,
): Promise<Certificate | null> {
  const wanted =
    'id' in by ? { id: by.id } : { email: by.email, expires_on: by.expiresOn, enterprise: by.enterprise };
  const row = await connection('certificate').where(wanted).first();
  return row === undefined ? null : certificateOf(row);
}

/** How many questions have gone to an address since an instant (epoch ms) that it has not answered. */
export async function unanswered(connection: Knex, email: string, since: number): Promise<number> {
  const [row] = await connection('certificate')
    .where({ email })
    .whereNull('confirmed_at')
    .andWhere('asked_at', '>=', since)
    .count({ count: '*' });
  return Number(row?.['count'] ?? 0);
}

/** Those of which somebody is to be told on `today` (local date) or before, by id from after `after`. */
export async function certificatesDue(
  connection: Knex,
  today: string,
  after: string,
  limit: number,
): Promise<readonly Certificate[]> {
  const rows = await connection('certificate')
    .where('next_on', '<=', today)
    .andWhere('id', '>', after)
    .orderBy('id')
    .limit(limit);
  return rows.flatMap((row) => certificateOf(row) ?? []);
}

/** Whether its holder was ever told. */
export async function wasTold(connection: Knex, id: string): Promise<boolean> {
  return (await connection('certificate_notice').where({ certificate: id }).first()) !== undefined;
}

/**
 * Visits that were spared: people who were told that a certificate expires and have said that they renewed it online, on local dates
 * from `from` to `to`, both included. `sites`: those with whose bookings the date was left; null: all, and those that were left without one.
 */
export async function sparedVisits(
  connection: Knex,
  sites: readonly string[] | null,
  from: string,
  to: string,
): Promise<number> {
  const query = connection('certificate').whereBetween('renewed_on', [from, to]);
  const [row] = await (sites === null ? query : query.whereIn('site', [...sites])).count({ count: '*' });
  return Number(row?.['count'] ?? 0);
}

function certificateOf(row: CertificateRow): Certificate | null {
  if (row.email === null) return null;
  return {
    id: row.id,
    email: row.email,
    locale: row.locale as Locale,
    enterprise: row.enterprise,
    expiresOn: row.expires_on,
    site: row.site,
    booking: row.booking,
    source: row.source as CertificateSource,
    consentVersion: row.consent_version,
    askedAt: row.asked_at,
    confirmedAt: row.confirmed_at,
    nextOn: row.next_on,
  };
}
