import type { RequestHandler } from 'express';
import { isPermitted, type Permission, type StaffMember } from '../../domain/staff/permissions.ts';
import type { Translate, WordKey } from '../../locales/words.ts';
import { staffOf } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';

export interface AdminMenu {
  readonly groups: readonly {
    readonly heading: string;
    readonly links: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  }[];
}

interface Entry {
  readonly href: string;
  readonly text: WordKey;
  /** any of these opens it */
  readonly permissions: readonly Permission[];
}

const { section } = paths.admin;
const reads: readonly Permission[] = ['settings.change', 'audit.read'];

/** Every section of the administration, for whom it is, in the order of the menu. */
const sections: readonly { readonly heading: WordKey; readonly entries: readonly Entry[] }[] = [
  {
    heading: 'settings.menu.daily',
    entries: [
      { href: paths.admin.home(), text: 'settings.menu.overview', permissions: ['booking.read'] },
      { href: section('day'), text: 'settings.menu.day', permissions: ['booking.read'] },
      { href: section('agency'), text: 'agency.admin.title', permissions: ['booking.read'] },
      { href: section('statistics'), text: 'settings.menu.statistics', permissions: ['statistics.read'] },
      { href: paths.admin.outbox(), text: 'settings.menu.outbox', permissions: ['outbox.read'] },
    ],
  },
  {
    heading: 'settings.menu.settings',
    entries: [
      { href: section('sites'), text: 'settings.menu.sites', permissions: reads },
      { href: section('services'), text: 'settings.menu.services', permissions: reads },
      { href: section('materials'), text: 'settings.menu.materials', permissions: reads },
      { href: section('calendar'), text: 'settings.menu.calendar', permissions: reads },
      { href: section('outlets'), text: 'settings.menu.outlets', permissions: reads },
      { href: section('links'), text: 'settings.menu.links', permissions: reads },
      { href: section('messages'), text: 'settings.menu.messages', permissions: reads },
      { href: section('privacy-notice'), text: 'settings.menu.privacyNotice', permissions: reads },
      { href: section('unverified'), text: 'settings.menu.unverified', permissions: reads },
    ],
  },
  {
    heading: 'settings.menu.access',
    entries: [
      {
        href: paths.staff.devices(),
        text: 'settings.menu.devices',
        permissions: ['hall.manage', 'audit.read'],
      },
      { href: section('keys'), text: 'settings.menu.keys', permissions: ['key.manage', 'audit.read'] },
      { href: paths.admin.staff(), text: 'settings.menu.staff', permissions: ['staff.manage', 'audit.read'] },
      { href: paths.admin.audit(), text: 'settings.menu.audit', permissions: ['audit.read'] },
    ],
  },
];

/** What somebody may open, with the section of `path` marked. */
export function adminMenu(staff: Pick<StaffMember, 'role'>, path: string, t: Translate): AdminMenu {
  const mine = sections.map(({ heading, entries }) => ({
    heading: t(heading),
    links: entries
      .filter(({ permissions }) => permissions.some((permission) => isPermitted(staff.role, permission)))
      .map(({ href, text }) => ({ href, text: t(text), current: isWithin(path, href) })),
  }));
  return { groups: mine.filter(({ links }) => links.length > 0) };
}

function isWithin(path: string, href: string): boolean {
  return path === href || (href !== paths.admin.home() && path.startsWith(`${href}/`));
}

/** Gives every page below it the menu that the layout `admin` shows; sessions must have been read. */
export const adminFrame: RequestHandler = (request, _response, next) => {
  const staff = staffOf(request);
  const page = pageContext(request);
  if (staff !== null) page.menu = adminMenu(staff, page.path, page.t);
  next();
};
