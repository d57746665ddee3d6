import { type Device, deviceByHash } from '../../store/device/device-query.ts';
import { markDeviceSeen } from '../../store/device/device-store.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

/** how old the note may grow that a device lives, ms */
const noteEvery = 10_000;

/** Device ids that are being noted as seen right now. */
const noting = new WeakMap<object, Set<string>>();

/** The device that keeps this key, unless it was revoked. That it lives is noted beside the request, at most every `pause` ms. */
export async function knownDevice(
  system: Pick<System, 'clock' | 'database' | 'log'>,
  key: string,
  pause = noteEvery,
): Promise<Device | null> {
  const device = await deviceByHash(system.database.reader, hashToken(key));
  if (device === null || device.revokedAt !== null) return null;
  const now = system.clock.now();
  const due = device.lastSeenAt === null || now - device.lastSeenAt >= pause;
  if (device.pairedAt !== null && due) noteSeen(system, device.id, now);
  return device;
}

function noteSeen({ database, log }: Pick<System, 'database' | 'log'>, id: string, now: number): void {
  const busy = noting.get(database) ?? new Set<string>();
  noting.set(database, busy);
  if (busy.has(id)) return;
  busy.add(id);
  markDeviceSeen(database.writer, id, now)
    .catch((error: unknown) => log.warn({ err: error, device: id }, 'a device was not noted as seen'))
    .finally(() => busy.delete(id));
}
