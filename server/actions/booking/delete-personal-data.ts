import type { Booking } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { forgetAgencyOf } from '../../store/agency/agency-store.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { forgetPerson } from '../../store/booking/forget-person.ts';
import { forgetTextsOf } from '../../store/booking/forget-texts.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { forgetMessagesOf } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { dropFiles } from '../agency/drop-files.ts';
import type { System } from '../system.ts';

/**
 * The holder wants the data gone: the visit is cancelled if it is still to come, then nothing of the booking names a person, and what was
 * or would be sent about it is deleted too. Refuses as cancelling does, and with wrong_state while the visit is under way.
 */
export async function deletePersonalData(
  system: System,
  booking: Booking,
  address: string | null,
): Promise<Outcome<null>> {
  if (booking.state === 'confirmed') {
    const cancelled = await system.bookings.submit(
      {
        type: 'cancel',
        booking: booking.id,
        site: booking.site,
        actor: { kind: 'holder' },
        chance: system.secrets.chance(),
      },
      { actor: 'holder' },
    );
    if (!cancelled.ok && cancelled.code !== 'not_active') return cancelled;
  }
  const { engine, writer } = system.database;
  let files: readonly string[] = [];
  const done = await writer.transaction(async (transaction): Promise<Outcome<null>> => {
    await lockScopes(transaction, engine, [`booking:${booking.site}`]);
    const now = await bookingByReference(transaction, booking.reference);
    if (now === null) return accept(null);
    if (isActive(now.state)) return refuse('wrong_state', { state: now.state });
    const at = system.clock.now();
    const writes = new WriteSet();
    forgetPerson(now, at, writes);
    writeAudit(
      {
        actor: 'holder',
        address,
        action: 'booking.delete',
        subject: booking.id,
        before: null,
        after: null,
        result: 'done',
      },
      { id: system.secrets.newId(), at },
      writes,
    );
    await writeRows(transaction, engine, writes);
    await forgetMessagesOf(transaction, booking.id);
    await forgetTextsOf(transaction, engine, booking.id);
    files = await forgetAgencyOf(transaction, booking.id);
    return accept(null);
  });
  await dropFiles(system, files);
  return done;
}
