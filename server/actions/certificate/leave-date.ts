import { dayLong } from '../../domain/calendar/durations.ts';
import type { Certificate } from '../../domain/certificate/certificate.ts';
import { confirmMessage } from '../../domain/message/certificate-message.ts';
import { formatActor, type StaffActor } from '../../domain/staff/actor.ts';
import { certificateBy, unanswered } from '../../store/certificate/certificate-query.ts';
import { addCertificate, askedAgain } from '../../store/certificate/certificate-store.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

export type LeftDate = Pick<
  Certificate,
  'email' | 'enterprise' | 'expiresOn' | 'locale' | 'site' | 'booking' | 'source' | 'consentVersion'
>;

/** to one address in a day, before it has answered */
const mostQuestions = 3;

/**
 * Keeps the day on which a certificate expires and asks the address whether it wants to be told. Whoever typed it learns nothing of what
 * is known of the address: the same date twice is one, and an address that does not answer is not asked again and again.
 */
export async function leaveDate(
  { database, clock, secrets, announce }: Pick<System, 'database' | 'clock' | 'secrets' | 'announce'>,
  left: LeftDate,
  staff: StaffActor | null,
): Promise<void> {
  const { engine, writer } = database;
  await writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`certificate:${left.email}`]);
    const now = clock.now();
    const known = await certificateBy(transaction, left);
    const lately = await unanswered(transaction, left.email, now - dayLong);
    const asksAgain = known !== null && known.confirmedAt === null && known.askedAt < now - dayLong;
    if ((known !== null && !asksAgain) || (known === null && lately >= mostQuestions)) return;
    const certificate: Certificate = known ?? {
      ...left,
      id: secrets.newId(),
      askedAt: now,
      confirmedAt: null,
      nextOn: null,
    };
    if (known === null) await addCertificate(transaction, certificate);
    else await askedAgain(transaction, known.id, now);
    const writes = new WriteSet();
    writeMessages(writes, [confirmMessage(certificate, now)], { newId: secrets.newId, now });
    if (staff !== null) {
      const { expiresOn, booking } = left;
      const entry = { action: 'certificate.leave', subject: booking ?? certificate.id, before: null };
      writeAudit(
        { ...entry, actor: staff, after: { expiresOn, by: formatActor(staff) }, result: 'done' },
        { id: secrets.newId(), at: now },
        writes,
      );
    }
    await writeRows(transaction, engine, writes);
  });
  announce.messagesQueued();
}
