import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import type { Screen } from '../../realtime/screens.ts';
import { type Device, pairedDevices } from '../../store/device/device-query.ts';
import type { Column } from '../admin/list/cell.ts';
import { adminList, type ListRequest } from '../admin/list/declared-list.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import type { PageSystem } from '../page-system.ts';
import { paths } from '../paths.ts';
import { kindName, kindOf, type MachineKind } from './machine-kind.ts';
import { isSilent, lastHeardOf, newestOf } from './silent-machines.ts';

/** In this order unless asked otherwise: what is silent comes first, what was revoked last. */
const urgency = ['silent', 'hidden', 'online', 'revoked'] as const;
type Liveness = (typeof urgency)[number];

/** A machine of a hall, or a display that nobody has paired. */
interface Machine {
  /** null: not paired */
  readonly device: Device | null;
  /** what it says of itself; null: nothing lately */
  readonly screen: Screen | null;
  readonly kind: MachineKind;
  readonly site: string;
  /** epoch ms; null: never */
  readonly lastSeen: number | null;
  readonly state: Liveness;
}

const tags = {
  online: 'tag tag--done',
  silent: 'tag tag--stop',
  hidden: 'tag tag--stop',
  revoked: 'tag tag--faint',
} as const;

/** The machines of the sites where somebody works. */
async function machinesOf({ system, staff, page }: ListRequest<PageSystem>) {
  const { sites } = await system.catalogue();
  const own = [...sites.values()].filter(({ code }) => mayWorkAt(staff, code));
  const seen = own.flatMap(({ code }) => system.screens(code));
  const devices = (await pairedDevices(system.database.reader)).filter(({ site }) => mayWorkAt(staff, site));
  const paired = devices.map((device): Machine => {
    const screen = newestOf(seen, device.id);
    const lastSeen = lastHeardOf(device, screen);
    const live = livenessOf(isSilent(lastSeen, page.now), screen);
    const { site, revokedAt } = device;
    const kind = kindOf(device);
    return revokedAt === null
      ? { device, screen, kind, site, lastSeen, state: live }
      : { device, screen: null, kind, site, lastSeen, state: 'revoked' };
  });
  const unpaired = seen
    .filter(({ device }) => device === null)
    .map((screen): Machine => {
      const { site, lastSeen, silent } = screen;
      const kind = kindOf({ ...screen, place: screen.overCounter === true ? 'counter' : null });
      return { device: null, screen, kind, site, lastSeen, state: livenessOf(silent, screen) };
    });
  return { sites, paired, unpaired };
}

/** A panel that sleeps says nothing for a while; while it does, it says so. */
function livenessOf(silent: boolean, screen: Screen | null): Liveness {
  if (silent) return 'silent';
  return screen?.hidden === true ? 'hidden' : 'online';
}

type Sites = Awaited<ReturnType<typeof machinesOf>>['sites'];

/** The machines that were paired; those that were revoked, too. */
export const deviceList = adminList({
  name: 'devices',
  label: 'kiosk.devices.list',
  empty: { none: 'kiosk.devices.none' },
  at: paths.staff.devices,
  open: machinesOf,
  sort: 'state',
  source: ({ paired }) => paired,
  columns: ({ page, sites, staff }) => {
    const { t } = page;
    const { state, sound, lastSeen, version, site } = columnsOf(page, sites);
    const mayChange = isPermitted(staff.role, 'hall.manage');
    return [
      {
        key: 'name',
        label: t('kiosk.devices.name'),
        cell: ({ device, kind, state }) => ({
          text: device?.name || kindName(kind, page),
          below: device?.name ? kindName(kind, page) : '',
          href:
            mayChange && device !== null && state !== 'revoked' ? paths.staff.device(device.id) : undefined,
        }),
      },
      state,
      sound,
      lastSeen,
      version,
      site,
      {
        key: 'paired',
        label: t('kiosk.devices.paired'),
        kind: 'figures',
        cell: ({ device, site }) => timeCell(device?.pairedAt ?? null, site, page, sites),
      },
      {
        key: 'kind',
        label: t('kiosk.devices.kind'),
        only: 'file',
        cell: ({ kind }) => kindName(kind, page),
      },
    ];
  },
  acts: ({ page: { t }, staff }) =>
    isPermitted(staff.role, 'hall.manage')
      ? {
          label: t('settings.keys.act'),
          of: ({ device, state }) =>
            device === null || state === 'revoked'
              ? []
              : [
                  {
                    action: paths.staff.revokeDevice(device.id),
                    text: t('kiosk.devices.revoke'),
                    about: device.name,
                  },
                ],
        }
      : null,
});

/** Displays that nobody has paired. */
export const screenList = adminList({
  name: 'screens',
  prefix: 'screens-',
  label: 'display.device.unpaired',
  empty: { none: 'display.device.noneUnpaired' },
  at: paths.staff.devices,
  open: machinesOf,
  source: ({ unpaired }) => unpaired,
  columns: ({ page, sites }) => {
    const { state, sound, lastSeen, version, site } = columnsOf(page, sites);
    const kind: Column<Machine> = {
      key: 'kind',
      label: page.t('kiosk.devices.kind'),
      cell: (machine) => kindName(machine.kind, page),
    };
    return [kind, state, sound, lastSeen, version, site];
  },
});

function columnsOf(
  page: PageContext,
  sites: Sites,
): Readonly<Record<'state' | 'sound' | 'lastSeen' | 'version' | 'site', Column<Machine>>> {
  const { t, locale } = page;
  const sounds = {
    on: t('kiosk.devices.soundOn'),
    off: t('kiosk.devices.soundOff'),
    blocked: t('kiosk.devices.soundBlocked'),
    other: t('kiosk.devices.soundOther'),
  };
  const soundOf = ({ device, screen }: Machine): string => {
    if (screen === null) return '–';
    return device?.voice === 'muted' ? t('kiosk.devices.soundMuted') : sounds[screen.sound];
  };
  const voiceOf = ({ screen, site }: Machine): string => {
    if (sites.get(site)?.hall.calling === 'silent') return t('kiosk.devices.silentHall');
    return screen?.saidBy === undefined ? '' : t(`kiosk.devices.saidBy.${screen.saidBy}`);
  };
  return {
    state: {
      key: 'state',
      label: t('kiosk.devices.state'),
      cell: ({ state }) => ({
        text: t(`kiosk.devices.${state}`),
        tag: tags[state],
        order: urgency.indexOf(state),
      }),
    },
    sound: {
      key: 'sound',
      label: t('kiosk.devices.sound'),
      // of all machines a wall alone has one
      cell: (machine) =>
        machine.kind === 'wall' ? { text: soundOf(machine), below: voiceOf(machine) } : '–',
    },
    lastSeen: {
      key: 'lastSeen',
      label: t('kiosk.devices.lastSeen'),
      kind: 'figures',
      cell: ({ lastSeen, site }) => timeCell(lastSeen, site, page, sites),
    },
    version: {
      key: 'version',
      label: t('kiosk.devices.version'),
      kind: 'count',
      cell: ({ screen }) => (screen === null ? '–' : String(screen.version)),
    },
    site: {
      key: 'site',
      label: t('kiosk.devices.site'),
      cell: ({ site }) => sites.get(site)?.name[locale] ?? site,
    },
  };
}

function timeCell(at: number | null, site: string, { t, locale }: PageContext, sites: Sites) {
  if (at === null) return { text: t('kiosk.devices.never'), order: 0 };
  const { listTime } = formatting(locale, sites.get(site)?.timeZone ?? 'Asia/Shanghai');
  return { text: listTime(at), order: at };
}
