import type { System } from '../../actions/system.ts';
import type { Screen } from '../../realtime/screens.ts';
import { type Device, pairedDevices } from '../../store/device/device-query.ts';

/** A display or kiosk that has said nothing for so long is flagged, milliseconds. */
const silentAfter = 30_000;

/** What displays and kiosks have said of themselves lately, by site. */
export type ScreensOf = (site: string) => readonly Screen[];

/** When a machine was last heard of, epoch ms: by its requests or through a socket; null: never. `screen` is what it shows now. */
export function lastHeardOf(device: Device, screen: Screen | null): number | null {
  return Math.max(device.lastSeenAt ?? 0, screen?.lastSeen ?? 0) || null;
}

export function isSilent(lastSeen: number | null, now: number): boolean {
  return lastSeen === null || now - lastSeen > silentAfter;
}

/** Of the windows of one machine that which was heard of last; one that speaks stands for all. */
export function newestOf(seen: readonly Screen[], device: string): Screen | null {
  const own = seen.filter((screen) => screen.device === device);
  return own.find(({ sound, silent }) => sound === 'on' && !silent) ?? own[0] ?? null;
}

/** A machine that should be at work at a site and has gone silent; `since`: when it was last heard of, null: never. */
export interface SilentMachine {
  readonly device: string;
  readonly name: string;
  readonly since: number | null;
}

/** The machines of these sites that should be at work and have gone silent. */
export async function silentMachines(
  system: System,
  screens: ScreensOf,
  sites: ReadonlySet<string>,
): Promise<readonly SilentMachine[]> {
  const now = system.clock.now();
  const devices = await pairedDevices(system.database.reader);
  return devices.flatMap((device) => {
    if (device.revokedAt !== null || !sites.has(device.site)) return [];
    const since = lastHeardOf(device, newestOf(screens(device.site), device.id));
    return isSilent(since, now) ? [{ device: device.id, name: device.name, since }] : [];
  });
}
