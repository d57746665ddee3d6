import { isPermitted, type Permission, type StaffMember } from '../domain/staff/permissions.ts';

/**
 * Who may use a route.
 * everybody: it is public, or guards itself by what is typed into it.
 * holder: whoever has the secret of the booking or ticket, and no member of staff for being one.
 * machine: a device that was paired for the site.
 * own: whoever is signed in, about what is theirs: their account, a file that they asked for.
 * signed_in: they too, while they have a password or a second factor to set before anything else.
 * halfway: whoever has shown the password of this session and not yet the second factor; the page itself sees to it.
 * Otherwise staff with one of the permissions. `where`: anywhere (they see what is of their own sites) · at the site that the request names ·
 * administrators only, whoever else has the permission at their sites, because it concerns all of them.
 */
export type Audience =
  | 'everybody'
  | 'holder'
  | 'machine'
  | 'own'
  | 'signed_in'
  | 'halfway'
  | { readonly permissions: readonly Permission[]; readonly where: 'anywhere' | 'site' | 'all' };

/** "GET /admin/audit/:id", as the router writes it, and for whom it is. */
export type Audiences = Readonly<Record<string, Audience>>;

export const staff = (...permissions: Permission[]): Audience => ({ permissions, where: 'anywhere' });
export const staffOfSite = (...permissions: Permission[]): Audience => ({ permissions, where: 'site' });
export const staffOfAll = (...permissions: Permission[]): Audience => ({ permissions, where: 'all' });

/** Whether somebody is among those for whom something of the office is, as far as their role says. */
export function isFor(audience: Audience, { role }: Pick<StaffMember, 'role'>): boolean {
  if (typeof audience === 'string') return false;
  if (audience.where === 'all' && role !== 'administrator') return false;
  return audience.permissions.some((permission) => isPermitted(role, permission));
}
