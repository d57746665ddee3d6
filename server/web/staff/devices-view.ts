import type { Site } from '../../domain/catalogue/site.ts';
import type { Screen } from '../../realtime/screens.ts';
import type { Device } from '../../store/device/device-query.ts';
import { type ListFiles, listFiles } from '../admin/list-file.ts';
import { sortedBy } from '../admin/listing.ts';
import { type HeadCell, headOf, type Sorting, sortingText } from '../admin/sorting.ts';
import type { TableFile } from '../admin/table-file.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { isSilent, lastHeardOf, newestOf } from './silent-machines.ts';

type Liveness = 'online' | 'silent' | 'revoked';

/** A machine as the list shows it. */
interface Line {
  readonly kind: string;
  readonly site: string;
  readonly lastSeen: string;
  readonly state: Liveness;
  /** of the board that it shows; null: it has not said so lately */
  readonly version: string | null;
  readonly sound: string | null;
}

export interface DeviceLine extends Line {
  readonly id: string;
  readonly name: string;
  readonly paired: string;
  /** epoch ms */
  readonly at: { readonly paired: number; readonly lastSeen: number };
}

export const deviceOrders = ['name', 'state', 'sound', 'lastSeen', 'version', 'site', 'paired'] as const;
type DeviceSorting = Sorting<(typeof deviceOrders)[number]>;

export interface DevicesView {
  readonly typed: { readonly code: string; readonly name: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly done: string | null;
  readonly mayChange: boolean;
  readonly devices: readonly DeviceLine[];
  readonly head: readonly HeadCell[];
  readonly files: ListFiles;
  /** displays that nobody has paired */
  readonly screens: readonly Line[];
}

interface Known {
  readonly devices: readonly Device[];
  readonly seen: readonly Screen[];
  readonly sites: ReadonlyMap<string, Site>;
}

/** The machines of the halls; unless asked otherwise what is silent comes first, what was revoked last. */
export function devicesView(
  { devices, seen, sites }: Known,
  sorting: DeviceSorting | null,
  page: PageContext,
): Pick<DevicesView, 'devices' | 'head' | 'files' | 'screens'> {
  const { t, locale } = page;
  const kindOf = (kind: Device['kind']) =>
    t(kind === 'kiosk' ? 'kiosk.devices.kindKiosk' : 'kiosk.devices.kindDisplay');
  const place = (site: string) => sites.get(site)?.name[locale] ?? site;
  const when = (site: string, at: number | null) => {
    if (at === null) return t('kiosk.devices.never');
    return formatting(locale, sites.get(site)?.timeZone ?? 'Asia/Shanghai').dayTime(at);
  };
  const said = wordsOf(page);
  const lines = devices.map((device) => {
    const screen = newestOf(seen, device.id);
    const lastSeen = lastHeardOf(device, screen);
    return {
      id: device.id,
      name: device.name === '' ? kindOf(device.kind) : device.name,
      kind: kindOf(device.kind),
      site: place(device.site),
      paired: when(device.site, device.pairedAt),
      lastSeen: when(device.site, lastSeen),
      state: stateOf(device.revokedAt, lastSeen, page.now),
      at: { paired: device.pairedAt ?? 0, lastSeen: lastSeen ?? 0 },
      ...(device.revokedAt === null ? said(screen) : said(null)),
    };
  });
  const list = paths.staff.devices();
  return {
    head: headOf(headColumns(page), sorting, (sort) => withQuery(list, { sort })),
    files: listFiles(list, { sort: sortingText(sorting) }, lines.length, page),
    devices: sorted(lines, sorting, page),
    screens: seen
      .filter(({ device }) => device === null)
      .map((screen) => ({
        kind: kindOf(screen.kind),
        site: place(screen.site),
        lastSeen: when(screen.site, screen.lastSeen),
        state: screen.silent ? 'silent' : 'online',
        ...said(screen),
      })),
  };
}

function stateOf(revokedAt: number | null, lastSeen: number | null, now: number): Liveness {
  if (revokedAt !== null) return 'revoked';
  return isSilent(lastSeen, now) ? 'silent' : 'online';
}

/** What a screen says of itself, in words. */
function wordsOf({ t }: PageContext): (screen: Screen | null) => Pick<Line, 'version' | 'sound'> {
  const sounds = {
    on: t('kiosk.devices.soundOn'),
    off: t('kiosk.devices.soundOff'),
    blocked: t('kiosk.devices.soundBlocked'),
    other: t('kiosk.devices.soundOther'),
  };
  return (screen) => {
    if (screen === null) return { version: null, sound: null };
    return { version: String(screen.version), sound: screen.kind === 'kiosk' ? null : sounds[screen.sound] };
  };
}

const urgency: readonly Liveness[] = ['silent', 'online', 'revoked'];

function sorted(
  lines: readonly DeviceLine[],
  sorting: DeviceSorting | null,
  { locale }: PageContext,
): readonly DeviceLine[] {
  const by = sorting?.by ?? 'state';
  return sortedBy(
    lines,
    sorting,
    (line) => {
      if (by === 'state') return urgency.indexOf(line.state);
      return by === 'paired' || by === 'lastSeen' ? line.at[by] : (line[by] ?? '');
    },
    locale,
  );
}

function headColumns({ t }: PageContext) {
  return deviceOrders.map((key) => ({ key, label: t(`kiosk.devices.${key}`) }));
}

/** The machines as a file. */
export function devicesTable(devices: readonly DeviceLine[], context: PageContext): TableFile {
  return {
    name: 'devices',
    columns: [...headColumns(context).map(({ label }) => label), context.t('kiosk.devices.kind')],
    rows: devices.map((device) => [
      ...deviceOrders.map((column) =>
        column === 'state' ? context.t(`kiosk.devices.${device.state}`) : (device[column] ?? ''),
      ),
      device.kind,
    ]),
  };
}
