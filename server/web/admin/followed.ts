import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';

/** The halls (codes) that a page of the office follows live: those whose consoles its reader may see. With a space between, as the page's script reads them. */
export function followed(staff: Pick<StaffMember, 'role' | 'sites'>, sites: readonly string[]): string {
  if (!isPermitted(staff.role, 'counter.work')) return '';
  return sites.filter((site) => mayWorkAt(staff, site)).join(' ');
}
