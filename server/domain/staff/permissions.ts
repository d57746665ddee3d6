export const roles = ['administrator', 'manager', 'counter', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'counter.work',
  'hall.manage',
  'booking.read',
  'booking.change',
  // to take the places of bookings that one hand has made
  'cluster.release',
  'settings.change',
  'staff.manage',
  'key.manage',
  'audit.read',
  'outbox.read',
  'outbox.send',
  'statistics.read',
  // what each member of staff has done, where a site keeps such figures
  'statistics.clerks',
] as const;
export type Permission = (typeof permissions)[number];

/** A member of staff as everybody else sees them. */
export interface StaffMember {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** codes of the sites where they work, or `everySite`; empty: nowhere */
  readonly sites: readonly string[];
  readonly mustChangePassword: boolean;
}

/** The one table of who may do what. An auditor reads everything and changes nothing. */
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: permissions,
  manager: [
    'counter.work',
    'hall.manage',
    'booking.read',
    'booking.change',
    'cluster.release',
    'settings.change',
    // of the counter staff of their own sites: see manage-rules.ts
    'staff.manage',
    'outbox.read',
    'statistics.read',
    'statistics.clerks',
  ],
  counter: ['counter.work', 'booking.read'],
  auditor: ['booking.read', 'audit.read', 'outbox.read', 'statistics.read'],
};

export function isPermitted(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}

/** Stands for all sites, those that come too. It is a choice of its own: where nothing is chosen there is nothing. */
export const everySite = '*';

/** Administrators and auditors are not bound to sites, the others where that was said. */
export function worksEverywhere({ role, sites }: Pick<StaffMember, 'role' | 'sites'>): boolean {
  return role === 'administrator' || role === 'auditor' || sites.includes(everySite);
}

export function mayWorkAt(staff: Pick<StaffMember, 'role' | 'sites'>, site: string): boolean {
  return worksEverywhere(staff) || staff.sites.includes(site);
}
