import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { deviceById } from '../../store/device/device-query.ts';
import { markDeviceRevoked } from '../../store/device/device-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

/** From now on the device is a stranger. Refuses with not_found (no such device, or revoked before) and not_permitted. */
export async function revokeDevice(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  staff: StaffActor,
  id: string,
): Promise<Outcome<null>> {
  const device = await deviceById(system.database.writer, id);
  if (device === null) return refuse('not_found');
  if (!mayWorkAt(staff, device.site)) return refuse('not_permitted');
  if (!(await markDeviceRevoked(system.database.writer, id, system.clock.now()))) return refuse('not_found');
  await recordAudit(system, {
    actor: staff,
    action: 'device.revoke',
    subject: id,
    before: { kind: device.kind, site: device.site, name: device.name },
    after: null,
    result: 'done',
  });
  return accept(null);
}
