import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { DisplayChoice } from '../../domain/queue/screens/display-choice.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { type Device, deviceById } from '../../store/device/device-query.ts';
import { writeDeviceSettings } from '../../store/device/device-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

export interface DeviceSettings extends DisplayChoice {
  readonly name: string;
}

/** Names a device and says what it shows. Refuses with not_found (no such device, or revoked), not_permitted, invalid_input (the name is too long). */
export async function setDevice(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  staff: StaffActor,
  { id, settings }: { readonly id: string; readonly settings: DeviceSettings },
): Promise<Outcome<null>> {
  const { writer } = system.database;
  const device = await deviceById(writer, id);
  if (device === null || device.pairedAt === null || device.revokedAt !== null) return refuse('not_found');
  if (!mayWorkAt(staff, device.site)) return refuse('not_permitted');
  const after = { ...settings, name: settings.name.trim() };
  if (after.name.length > 60) return refuse('invalid_input', { field: 'name' });
  if (!(await writeDeviceSettings(writer, id, after))) return refuse('not_found');
  await recordAudit(system, {
    actor: staff,
    action: 'device.edit',
    subject: id,
    before: settingsOf(device),
    after: { ...after },
    result: 'done',
  });
  return accept(null);
}

function settingsOf({ name, layout, language, voice }: Device): Record<string, string> {
  return { name, layout, language, voice };
}
