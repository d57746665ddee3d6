import type { Request } from 'express';
import { isLockedOut } from '../../../actions/staff/failures.ts';
import { idleTimeout } from '../../../actions/staff/session-keeper.ts';
import type { System } from '../../../actions/system.ts';
import { mayManage } from '../../../domain/staff/manage-rules.ts';
import { isPermitted, type StaffMember } from '../../../domain/staff/permissions.ts';
import { sessionsOf } from '../../../store/staff/session-query.ts';
import type { FoundStaff } from '../../../store/staff/staff-query.ts';
import { sessionHash } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { type SessionLine, sessionLines } from '../../staff/account-view.ts';
import type { FieldErrors } from '../../staff/field-errors.ts';
import { type StaffFormView, staffFormView, type TypedAccount } from './staff-form.ts';

export interface EditStaffView extends StaffFormView {
  readonly id: string;
  /** whether the reader manages the account; an auditor sees it */
  readonly mayChange: boolean;
  readonly locked: boolean;
  readonly hasSecondFactor: boolean;
  readonly sessions: readonly SessionLine[];
  readonly done: string | null;
  /** what is in the audit about the account; null: not theirs to read */
  readonly history: string | null;
}

const acts = ['saved', 'unlock', 'factor', 'sessions'] as const;

/** One account: what is stored, or what was typed when that was refused. */
export async function editStaffView(
  system: System,
  request: Request,
  {
    found,
    actor,
    typed,
    errors,
  }: {
    readonly found: FoundStaff;
    readonly actor: StaffMember;
    readonly typed: TypedAccount | null;
    readonly errors: FieldErrors;
  },
): Promise<EditStaffView> {
  const { locale, t } = pageContext(request);
  const { member, active, version } = found;
  const { reader } = system.database;
  const stored = { ...member, active, version };
  // after somebody else's change the form keeps what was typed, and saving again says so knowingly
  const shown = typed === null ? stored : { ...typed, username: member.username, version };
  const act = acts.find((one) => one === request.query['done']);
  const sessions = await sessionsOf(reader, member.id, system.clock.now() - idleTimeout);
  return {
    ...staffFormView(shown, actor, await system.catalogue(), locale, errors),
    id: member.id,
    mayChange: mayManage(actor, member),
    locked:
      (await isLockedOut(system, `name:${member.username}`)) ||
      (await isLockedOut(system, `factor:${member.id}`)),
    hasSecondFactor: found.hasSecondFactor,
    sessions: sessionLines(sessions, sessionHash(request), locale),
    done: act === undefined ? null : t(`staff.manage.done.${act}`),
    history: isPermitted(actor.role, 'audit.read')
      ? withQuery(paths.admin.audit(), { subject: member.username })
      : null,
  };
}
