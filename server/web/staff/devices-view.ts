import type { Site } from '../../domain/catalogue/site.ts';
import type { Screen } from '../../realtime/screens.ts';
import type { Device } from '../../store/device/device-query.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';

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
}

export interface DevicesView {
  readonly typed: { readonly code: string; readonly name: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly done: string | null;
  readonly devices: readonly DeviceLine[];
  /** displays that nobody has paired */
  readonly screens: readonly Line[];
}

interface Known {
  readonly devices: readonly Device[];
  readonly seen: readonly Screen[];
  readonly sites: ReadonlyMap<string, Site>;
}

const silentAfter = 30_000;

/** The machines of the halls; what is silent comes first, what was revoked last. */
export function devicesView(
  { devices, seen, sites }: Known,
  page: PageContext,
): Pick<DevicesView, 'devices' | 'screens'> {
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
    const lastSeen = Math.max(device.lastSeenAt ?? 0, screen?.lastSeen ?? 0) || null;
    return {
      id: device.id,
      name: device.name === '' ? kindOf(device.kind) : device.name,
      kind: kindOf(device.kind),
      site: place(device.site),
      paired: when(device.site, device.pairedAt),
      lastSeen: when(device.site, lastSeen),
      state: stateOf(device.revokedAt, lastSeen, page.now),
      ...(device.revokedAt === null ? said(screen) : said(null)),
    };
  });
  const order: readonly Liveness[] = ['silent', 'online', 'revoked'];
  return {
    devices: lines.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
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

/** Of the windows of one machine that which was heard of last; one that speaks stands for all. */
function newestOf(seen: readonly Screen[], device: string): Screen | null {
  const own = seen.filter((screen) => screen.device === device);
  return own.find(({ sound, silent }) => sound === 'on' && !silent) ?? own[0] ?? null;
}

function stateOf(revokedAt: number | null, lastSeen: number | null, now: number): Liveness {
  if (revokedAt !== null) return 'revoked';
  return lastSeen !== null && now - lastSeen <= silentAfter ? 'online' : 'silent';
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
