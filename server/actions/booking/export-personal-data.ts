import type { Booking } from '../../domain/booking/booking.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { storedOfPerson } from '../../store/booking/stored-of-person-query.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';
import type { RequestProof } from './delete-personal-data.ts';

/** Everything that is stored about the visit and its people, for them to keep (PIPL, article 45). */
export async function exportPersonalData(
  system: Pick<System, 'clock' | 'database' | 'secrets'>,
  { tokenHash: _secret, link: _link, places: _places, ...rest }: Booking,
  actor: Actor,
  proof?: RequestProof,
): Promise<object> {
  // first, so that this look is among what is handed out
  await recordAudit(system, {
    actor,
    action: 'booking.export_person',
    subject: rest.id,
    before: null,
    after: proof === undefined ? null : { proof },
    result: 'done',
  });
  return { ...rest, ...(await storedOfPerson(system.database.reader, rest.id)) };
}
