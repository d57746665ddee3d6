import type { Knex } from 'knex';
import type { Certificate } from '../../domain/certificate/certificate.ts';

export async function addCertificate(connection: Knex, certificate: Certificate): Promise<void> {
  const { id, email, locale, enterprise, site, booking, source } = certificate;
  await connection('certificate').insert({
    ...{ id, email, locale, enterprise, site, booking, source },
    expires_on: certificate.expiresOn,
    consent_version: certificate.consentVersion,
    asked_at: certificate.askedAt,
    confirmed_at: certificate.confirmedAt,
    next_on: certificate.nextOn,
  });
}

/** The question was sent once more, at `now` (epoch ms). */
export async function askedAgain(connection: Knex, id: string, now: number): Promise<void> {
  await connection('certificate').where({ id }).update({ asked_at: now });
}

/** The address has answered; `nextOn`: local date of the first message, null: it is too late for any. Twice is the same as once. */
export async function confirmCertificate(
  connection: Knex,
  id: string,
  nextOn: string | null,
  now: number,
): Promise<void> {
  await connection('certificate')
    .where({ id })
    .whereNull('confirmed_at')
    .update({ confirmed_at: now, next_on: nextOn });
}

/** Its holder was told of a stage; the primary key refuses the same one twice. */
export async function recordTold(
  connection: Knex,
  told: { readonly certificate: string; readonly stage: number; readonly at: number },
): Promise<void> {
  const { certificate, stage, at } = told;
  await connection('certificate_notice').insert({ certificate, stage, told_at: at });
}

export async function setNextOn(connection: Knex, id: string, nextOn: string | null): Promise<void> {
  await connection('certificate').where({ id }).update({ next_on: nextOn });
}

/** It was renewed online on a local date: that is counted, and nothing of whom it was stays. */
export async function countRenewed(connection: Knex, id: string, on: string): Promise<void> {
  await forgetMessages(connection, id);
  await connection('certificate')
    .where({ id })
    .update({ email: null, enterprise: '', booking: null, next_on: null, renewed_on: on });
}

/** Everything of it, and what was or would be sent about it. */
export async function forgetCertificate(connection: Knex, id: string): Promise<void> {
  await forgetMessages(connection, id);
  await connection('certificate_notice').where({ certificate: id }).delete();
  await connection('certificate').where({ id }).delete();
}

/** What was left with a booking goes with it. */
export async function forgetCertificatesOf(connection: Knex, booking: string): Promise<void> {
  for (const id of await connection('certificate').where({ booking }).pluck('id'))
    await forgetCertificate(connection, id);
}

/**
 * Those that nobody has confirmed and that were asked for before an instant (epoch ms), and those that expired before a local date. What
 * was renewed stays, it names nobody. Answers how many.
 */
export async function forgetPastCertificates(
  connection: Knex,
  { askedBefore, expiredBefore }: { readonly askedBefore: number; readonly expiredBefore: string },
): Promise<number> {
  const ids = await connection('certificate')
    .whereNull('renewed_on')
    .andWhere((either) =>
      either
        .where('expires_on', '<', expiredBefore)
        .orWhere((open) => open.whereNull('confirmed_at').andWhere('asked_at', '<', askedBefore)),
    )
    .pluck('id');
  for (const id of ids) await forgetCertificate(connection, id);
  return ids.length;
}

/** Ids are random, so that one stands in the messages about it only. */
async function forgetMessages(connection: Knex, id: string): Promise<void> {
  await connection('outbox')
    .whereIn('template', ['certificate_confirm', 'certificate_expiry'])
    .andWhere('parameters', 'like', `%"${id}"%`)
    .delete();
}
