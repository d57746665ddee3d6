import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { normalisePairingCode, pairingTime } from '../../domain/staff/pairing-code.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { type Device, deviceByCode, deviceByHash } from '../../store/device/device-query.ts';
import { markPaired } from '../../store/device/device-store.ts';
import { recordAudit } from '../record-audit.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'secrets' | 'clock'>;

export interface Confirmation {
  /** the code that the device shows, as typed; or the key, when somebody stands at the device itself */
  readonly by: { readonly code: string } | { readonly key: string };
  readonly name: string;
}

/** Lets a device in. Refuses with invalid_input (not a code, or a name that is too long), not_found (no device shows it, or too late), not_permitted. */
export async function confirmDevice(
  system: Parts,
  staff: StaffActor,
  { by, name: given }: Confirmation,
): Promise<Outcome<Device>> {
  const name = given.trim();
  if (name.length > 60) return refuse('invalid_input', { field: 'name' });
  const device = await waiting(system, by);
  if (!device.ok) return device;
  if (!mayWorkAt(staff, device.value.site)) return refuse('not_permitted');
  const { id, kind, site } = device.value;
  const paired = { by: staff, at: system.clock.now(), name };
  if (!(await markPaired(system.database.writer, id, paired))) return refuse('not_found');
  const after = { kind, site, name };
  await recordAudit(system, {
    actor: staff,
    action: 'device.pair',
    subject: id,
    before: null,
    after,
    result: 'done',
  });
  return accept({
    ...device.value,
    name,
    code: null,
    pairedAt: paired.at,
    pairedBy: { kind: 'staff', id: staff.id },
  });
}

async function waiting(system: Parts, by: Confirmation['by']): Promise<Outcome<Device>> {
  const { writer } = system.database;
  if ('key' in by) {
    const device = await deviceByHash(writer, hashToken(by.key));
    return device === null || device.pairedAt !== null ? refuse('not_found') : accept(device);
  }
  const code = normalisePairingCode(by.code);
  if (code === null) return refuse('invalid_input', { field: 'code' });
  const device = await deviceByCode(writer, code);
  const late = device !== null && system.clock.now() - device.offeredAt >= pairingTime;
  return device === null || device.pairedAt !== null || late ? refuse('not_found') : accept(device);
}
