import type { Site } from '../../domain/catalogue/site.ts';
import type { Screen } from '../../realtime/screens.ts';
import type { Device } from '../../store/device/device-query.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

type Liveness = 'online' | 'silent' | 'revoked';

export interface DevicesView {
  readonly typed: { readonly code: string; readonly name: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly done: string | null;
  readonly mayChange: boolean;
  readonly devices: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly site: string;
    readonly paired: string;
    readonly lastSeen: string;
    readonly state: Liveness;
  }[];
  /** what screens say of themselves */
  readonly screens: readonly {
    readonly kind: string;
    readonly site: string;
    readonly version: number;
    readonly sound: string;
    readonly lastSeen: string;
    readonly state: Liveness;
  }[];
}

interface Known {
  readonly devices: readonly Device[];
  readonly seen: readonly Screen[];
  readonly sites: ReadonlyMap<string, Site>;
}

const silentAfter = 30_000;

export function devicesView(
  { devices, seen, sites }: Known,
  { t, locale, now }: PageContext,
): Pick<DevicesView, 'devices' | 'screens'> {
  const kindOf = (kind: Device['kind']) =>
    t(kind === 'kiosk' ? 'kiosk.devices.kindKiosk' : 'kiosk.devices.kindDisplay');
  const nameOf = (site: string) => sites.get(site)?.name[locale] ?? site;
  const when = (site: string, at: number | null) => {
    if (at === null) return t('kiosk.devices.never');
    return formatting(locale, sites.get(site)?.timeZone ?? 'Asia/Shanghai').dayTime(at);
  };
  const stateOf = ({ revokedAt, lastSeenAt }: Device): Liveness => {
    if (revokedAt !== null) return 'revoked';
    return lastSeenAt !== null && now - lastSeenAt <= silentAfter ? 'online' : 'silent';
  };
  const sounds = {
    on: t('kiosk.devices.soundOn'),
    off: t('kiosk.devices.soundOff'),
    blocked: t('kiosk.devices.soundBlocked'),
    other: t('kiosk.devices.soundOther'),
  };
  return {
    devices: devices.map((device) => ({
      id: device.id,
      name: device.name === '' ? kindOf(device.kind) : device.name,
      kind: kindOf(device.kind),
      site: nameOf(device.site),
      paired: when(device.site, device.pairedAt),
      lastSeen: when(device.site, device.lastSeenAt),
      state: stateOf(device),
    })),
    screens: seen.map((screen) => ({
      kind: kindOf(screen.kind),
      site: nameOf(screen.site),
      version: screen.version,
      sound: sounds[screen.sound],
      lastSeen: when(screen.site, screen.lastSeen),
      state: screen.silent ? 'silent' : 'online',
    })),
  };
}
