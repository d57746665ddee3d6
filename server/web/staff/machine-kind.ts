import type { Device } from '../../store/device/device-query.ts';
import type { PageContext } from '../page-context.ts';

/** What staff call a machine. A display that has shown nothing yet is taken for a wall. */
export type MachineKind = 'kiosk' | 'wall' | 'counter' | 'door';

export function kindOf({ kind, place }: Pick<Device, 'kind' | 'place'>): MachineKind {
  return kind === 'kiosk' ? 'kiosk' : (place ?? 'wall');
}

export function kindName(kind: MachineKind, { t }: Pick<PageContext, 't'>): string {
  return t(`kiosk.devices.kinds.${kind}`);
}
