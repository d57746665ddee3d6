import type { Booking } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { forgetAgencyOf } from '../../store/agency/agency-store.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { dropDeletionRequest, requestDeletion } from '../../store/booking/deletion-request-store.ts';
import { forgetPerson } from '../../store/booking/forget-person.ts';
import { forgetTextsOf } from '../../store/booking/forget-texts.ts';
import { forgetCertificatesOf } from '../../store/certificate/certificate-store.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { forgetMessagesOf } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { forgetWaitingOf } from '../../store/waitlist/forget-waiting.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { dropFiles } from '../agency/drop-files.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

/** deleted: nothing names a person any more. requested: that will be so when the visit is over. */
export type Deletion = 'deleted' | 'requested';

/** How staff knew that it is the person who asks; it stays in the audit. */
export const requestProofs = ['shown_id', 'called_back', 'in_writing'] as const;
export type RequestProof = (typeof requestProofs)[number];

interface ForgetBy {
  /** the holder, or the system that fulfils a request */
  readonly actor: Actor;
  /** the visit can need nothing any more, whatever its state says */
  readonly over: boolean;
  /** where staff did it for the person; absent: the holder of the link, or the system */
  readonly proof?: RequestProof;
}

/**
 * The holder wants the data gone: a visit that can still be cancelled is, then nothing of the booking names a person, and what was or
 * would be sent about it is deleted too. A visit that can no longer be cancelled needs its data for some hours yet: then the request is
 * remembered, and fulfilled without asking again.
 */
export async function deletePersonalData(
  system: System,
  booking: Booking,
  actor: Actor,
  proof?: RequestProof,
): Promise<Deletion> {
  if (booking.state === 'confirmed') {
    // refused after the cut-off, and where the site has been switched off
    await system.bookings.submit(
      {
        type: 'cancel',
        booking: booking.id,
        site: booking.site,
        actor: { kind: 'holder' },
        chance: system.secrets.chance(),
      },
      { actor },
    );
  }
  return forgetBooking(system, booking, { actor, over: false, ...(proof === undefined ? {} : { proof }) });
}

/** Forgets whom a booking names, in one commit with its audit; while its visit is under way the request is remembered instead. */
export async function forgetBooking(
  system: System,
  booking: Pick<Booking, 'id' | 'reference' | 'site'>,
  by: ForgetBy,
): Promise<Deletion> {
  const { engine, writer } = system.database;
  let files: readonly string[] = [];
  const done = await writer.transaction(async (transaction): Promise<Deletion> => {
    await lockScopes(transaction, engine, [`booking:${booking.site}`]);
    const now = await bookingByReference(transaction, booking.reference);
    if (now === null) return 'deleted';
    const at = system.clock.now();
    const requested = isActive(now.state) && !by.over;
    const writes = new WriteSet();
    if (requested) await requestDeletion(transaction, booking.id, at);
    else forgetPerson(now, at, writes);
    writeAudit(
      {
        actor: by.actor,
        action: requested ? 'booking.wish_deletion' : 'booking.delete',
        subject: booking.id,
        before: null,
        after: by.proof === undefined ? null : { proof: by.proof },
        result: 'done',
      },
      { id: system.secrets.newId(), at },
      writes,
    );
    await writeRows(transaction, engine, writes);
    if (requested) return 'requested';
    await forgetMessagesOf(transaction, booking.id);
    await forgetCertificatesOf(transaction, booking.id);
    await forgetTextsOf(transaction, engine, booking.id);
    await forgetWaitingOf(transaction, booking.id, at);
    await dropDeletionRequest(transaction, booking.id);
    files = await forgetAgencyOf(transaction, booking.id);
    return 'deleted';
  });
  await dropFiles(system, files);
  return done;
}

/** The holder takes the request back, while there is time. */
export async function keepPersonalData(system: System, booking: Booking, actor: Actor): Promise<void> {
  if (!(await dropDeletionRequest(system.database.writer, booking.id))) return;
  await recordAudit(system, {
    actor,
    action: 'booking.keep_data',
    subject: booking.id,
    before: null,
    after: null,
    result: 'done',
  });
}
