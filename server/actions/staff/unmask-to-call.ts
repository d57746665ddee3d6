import type { Booking } from '../../domain/booking/booking.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

/** Notes for each of these bookings that its telephone number was read, to call those whom no message has reached. */
export async function noteReadToCall(
  { database, clock, secrets }: Pick<System, 'clock' | 'database' | 'secrets'>,
  staff: StaffActor,
  bookings: readonly Pick<Booking, 'id' | 'reference'>[],
): Promise<void> {
  if (bookings.length === 0) return;
  const writes = new WriteSet();
  for (const { reference } of bookings) {
    const entry = {
      actor: staff,
      action: 'booking.unmask',
      subject: reference,
      before: null,
      after: { list: 'told' },
      result: 'done',
    };
    writeAudit(entry, { id: secrets.newId(), at: clock.now() }, writes);
  }
  await database.writer.transaction((transaction) => writeRows(transaction, database.engine, writes));
}
