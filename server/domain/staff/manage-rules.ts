import { accept, type Outcome, refuse } from '../outcome.ts';
import { everySite, type Role, type StaffMember } from './permissions.ts';

type Authority = Pick<StaffMember, 'role' | 'sites'>;

/** What the form of an account can change. */
export interface AccountChange {
  readonly name: string;
  readonly role: Role;
  /** codes of sites, or `everySite`; empty: none */
  readonly sites: readonly string[];
  readonly active: boolean;
  /** the number on the badge; null: none is told */
  readonly badge: string | null;
  /** where they are told what happens to the account; null: nowhere */
  readonly mail: string | null;
}

/** What a badge can say. */
export const badgePattern = /^[\p{L}\p{N}-]{1,12}$/u;

/** Which roles somebody may give. */
export function rolesToGive(actor: Authority): readonly Role[] {
  if (actor.role === 'administrator') return ['administrator', 'manager', 'counter', 'auditor'];
  return actor.role === 'manager' ? ['counter'] : [];
}

/** Administrators manage everybody; managers the counter staff who work at their own sites and nowhere else. */
export function mayManage(actor: Authority, target: Authority): boolean {
  if (!rolesToGive(actor).includes(target.role)) return false;
  if (actor.role === 'administrator' || actor.sites.includes(everySite)) return true;
  return target.sites.length > 0 && target.sites.every((site) => actor.sites.includes(site));
}

/**
 * Whether an account may become what is wanted. `administrators`: how many are active now. Refuses with not_permitted (it is or would be beyond
 * the actor) and last_administrator.
 */
export function decideAccountChange(
  actor: Authority,
  before: AccountChange,
  wanted: AccountChange,
  administrators: number,
): Outcome<AccountChange> {
  if (!mayManage(actor, before) || !mayManage(actor, wanted)) return refuse('not_permitted');
  const was = before.active && before.role === 'administrator';
  const stays = wanted.active && wanted.role === 'administrator';
  if (was && !stays && administrators <= 1) return refuse('last_administrator');
  return accept(wanted);
}
