import type { Site } from '../catalogue/site.ts';
import type { Locale } from '../catalogue/words.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../staff/permissions.ts';
import type { ReportPlan } from './report-period.ts';

export const reportFiles = ['pdf', 'xlsx'] as const;
export type ReportFile = (typeof reportFiles)[number];

/** Of which offices somebody is told: never of more than they may read, whatever stands here. */
export type ReportScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'sites'; readonly sites: readonly string[] };

/** Somebody is told the figures of their offices by mail. */
export interface ReportSubscription extends ReportPlan {
  readonly id: string;
  /** id of the account */
  readonly recipient: string;
  readonly scope: ReportScope;
  readonly locale: Locale;
  /** what is attached */
  readonly files: readonly ReportFile[];
  /** id of the account that has made it */
  readonly createdBy: string;
  /** epoch ms */
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly endedBy: 'recipient' | 'staff' | null;
}

/** What is known of the account that is told. */
export interface ReportRecipient {
  readonly member: Pick<StaffMember, 'role' | 'sites'>;
  readonly active: boolean;
  readonly mail: string | null;
}

export type ReportStanding =
  | 'sends'
  | 'ended'
  | 'account_closed'
  | 'may_not_read'
  | 'no_office'
  | 'no_address';

/** The offices with a hall that a report is about and that this member of staff may read, as they are now. */
export function sitesOfReport(
  scope: ReportScope,
  sites: Iterable<Site>,
  member: Pick<StaffMember, 'role' | 'sites'>,
): readonly Site[] {
  if (!isPermitted(member.role, 'statistics.read')) return [];
  return [...sites].filter(
    (site) => site.queues.length > 0 && mayWorkAt(member, site.code) && isMeant(scope, site),
  );
}

function isMeant(scope: ReportScope, { code, city }: Site): boolean {
  if (scope.kind === 'all') return true;
  return scope.kind === 'city' ? scope.city === city : scope.sites.includes(code);
}

/** Whether it sends anything, or why not. Nothing of it is stored: what ends with a role, an office or an account ends with it, at once. */
export function standingOf(
  { endedAt, scope }: Pick<ReportSubscription, 'endedAt' | 'scope'>,
  recipient: ReportRecipient | null,
  sites: Iterable<Site>,
): ReportStanding {
  if (endedAt !== null) return 'ended';
  if (recipient === null || !recipient.active) return 'account_closed';
  if (!isPermitted(recipient.member.role, 'statistics.read')) return 'may_not_read';
  if (sitesOfReport(scope, sites, recipient.member).length === 0) return 'no_office';
  return recipient.mail === null ? 'no_address' : 'sends';
}
