import type { RequestHandler } from 'express';
import { isPermitted, type Permission, type StaffMember } from '../../domain/staff/permissions.ts';
import type { Translate, WordKey } from '../../locales/words.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { staffOf } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { AdminMenu } from '../staff-frame.ts';

interface Entry {
  readonly href: string;
  readonly text: WordKey;
  /** any of these opens it */
  readonly permissions: readonly Permission[];
}

type Menu = readonly { readonly heading: WordKey; readonly entries: readonly Entry[] }[];

/** The sections of the administration, for whom each is, in the order in which pages are declared. */
export function menuOf(pages: readonly DeclaredPage<never>[]): Menu {
  return (['daily', 'settings', 'access'] as const).map((group) => ({
    heading: `settings.menu.${group}` as const,
    entries: pages.flatMap(({ path, audience, menu }) =>
      menu?.under === group && typeof audience === 'object'
        ? [{ href: path, text: menu.text, permissions: audience.permissions }]
        : [],
    ),
  }));
}

/** What somebody may open, with the section of `path` marked. */
function adminMenu(menu: Menu, staff: Pick<StaffMember, 'role'>, path: string, t: Translate): AdminMenu {
  const mine = menu.map(({ heading, entries }) => ({
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
export function adminFrame(menu: Menu): RequestHandler {
  return (request, _response, next) => {
    const staff = staffOf(request);
    const page = pageContext(request);
    if (staff !== null) page.menu = adminMenu(menu, staff, page.path, page.t);
    next();
  };
}
