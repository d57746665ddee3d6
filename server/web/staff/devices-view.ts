import type { Site } from '../../domain/catalogue/site.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Screen } from '../../realtime/screens.ts';
import type { Device } from '../../store/device/device-query.ts';
import { type ListFiles, listFiles } from '../admin/list-file.ts';
import { sortedBy } from '../admin/listing.ts';
import { type HeadCell, type HeadColumn, headOf, type Sorting, sortingText } from '../admin/sorting.ts';
import type { TableFile } from '../admin/table-file.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';

type Liveness = 'online' | 'silent' | 'revoked';

export interface DevicesView {
  readonly typed: { readonly code: string; readonly name: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly done: string | null;
  readonly mayChange: boolean;
  readonly devices: readonly DeviceLine[];
  readonly head: readonly HeadCell[];
  readonly files: ListFiles;
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

interface DeviceLine {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly site: string;
  readonly paired: string;
  readonly lastSeen: string;
  readonly state: Liveness;
  /** epoch ms */
  readonly at: { readonly paired: number; readonly lastSeen: number };
}

export const deviceOrders = ['name', 'kind', 'site', 'paired', 'lastSeen', 'state'] as const;
type DeviceSorting = Sorting<(typeof deviceOrders)[number]>;

interface Known {
  readonly devices: readonly Device[];
  readonly seen: readonly Screen[];
  readonly sites: ReadonlyMap<string, Site>;
}

const silentAfter = 30_000;

export function devicesView(
  { devices, seen, sites }: Known,
  sorting: DeviceSorting | null,
  context: PageContext,
): Pick<DevicesView, 'devices' | 'head' | 'files' | 'screens'> {
  const { t, locale, now } = context;
  const list = paths.staff.devices();
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
    head: headOf(headColumns(context), sorting, (sort) => withQuery(list, { sort })),
    files: listFiles(list, { sort: sortingText(sorting) }, devices.length, context),
    devices: sorted(
      devices.map((device) => ({
        id: device.id,
        name: device.name === '' ? kindOf(device.kind) : device.name,
        kind: kindOf(device.kind),
        site: nameOf(device.site),
        paired: when(device.site, device.pairedAt),
        lastSeen: when(device.site, device.lastSeenAt),
        state: stateOf(device),
        at: { paired: device.pairedAt ?? 0, lastSeen: device.lastSeenAt ?? 0 },
      })),
      sorting,
      locale,
    ),
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

function headColumns({ t }: PageContext): HeadColumn[] {
  return deviceOrders.map((key) => ({ key, label: t(`kiosk.devices.${key}`) }));
}

function sorted(
  devices: readonly DeviceLine[],
  sorting: DeviceSorting | null,
  locale: Locale,
): readonly DeviceLine[] {
  const by = sorting?.by ?? 'name';
  const order = (device: DeviceLine) => (by === 'paired' || by === 'lastSeen' ? device.at[by] : device[by]);
  return sortedBy(devices, sorting, order, locale);
}

/** The machines as a file. */
export function devicesTable(devices: readonly DeviceLine[], context: PageContext): TableFile {
  return {
    name: 'devices',
    columns: headColumns(context).map(({ label }) => label),
    rows: devices.map((device) =>
      deviceOrders.map((column) =>
        column === 'state' ? context.t(`kiosk.devices.${device.state}`) : device[column],
      ),
    ),
  };
}
