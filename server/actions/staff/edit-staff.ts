import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { type AccountChange, badgePattern, decideAccountChange } from '../../domain/staff/manage-rules.ts';
import { everySite } from '../../domain/staff/permissions.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { revokeSessions } from '../../store/staff/session-store.ts';
import { countAdministrators, findAccount, updateAccount } from '../../store/staff/staff-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { freeRosters } from './free-rosters.ts';

export interface Edit {
  readonly id: string;
  /** of the account when the form was shown */
  readonly version: number;
  readonly wanted: AccountChange;
}

/**
 * Changes an account; one that is no longer active is out of its sessions. Refuses with not_found, not_permitted, unknown_site, invalid_input,
 * last_administrator and stale_form (somebody else was quicker, nothing is overwritten).
 */
export async function editStaff(
  system: Pick<System, 'catalogue' | 'catalogueCache' | 'clock' | 'database' | 'secrets'>,
  actor: StaffActor,
  { id, version, wanted: asked }: Edit,
): Promise<Outcome<null>> {
  const { sites } = await system.catalogue();
  const strange = asked.sites.find((site) => site !== everySite && !sites.has(site));
  if (strange !== undefined) return refuse('unknown_site', { site: strange });
  const name = asked.name.trim();
  if (name === '' || name.length > 60) return refuse('invalid_input', { field: 'name' });
  if (asked.badge !== null && !badgePattern.test(asked.badge))
    return refuse('invalid_input', { field: 'badge' });
  const { engine, writer } = system.database;
  const edited = await writer.transaction(async (transaction) => {
    // two administrators who demote each other at once must not both succeed
    await lockScopes(transaction, engine, ['staff']);
    const before = await findAccount(transaction, { id });
    if (before === null) return refuse('not_found');
    const decided = decideAccountChange(
      actor,
      before,
      { ...asked, name },
      await countAdministrators(transaction),
    );
    if (!decided.ok) return decided;
    const wanted = decided.value;
    if (!(await updateAccount(transaction, id, version, wanted))) return refuse('stale_form');
    if (!wanted.active) await revokeSessions(transaction, id, null);
    await freeRosters(transaction, id);
    const writes = new WriteSet();
    const entry = {
      actor,
      action: before.active && !wanted.active ? 'staff.deactivate' : 'staff.edit',
      subject: before.username,
      before: shown(before),
      after: shown(wanted),
      result: 'done',
    };
    writeAudit(entry, { id: system.secrets.newId(), at: system.clock.now() }, writes);
    await writeRows(transaction, engine, writes);
    return accept(null);
  });
  if (edited.ok) system.catalogueCache.forget();
  return edited;
}

function shown({ name, role, sites, active, badge, mail }: AccountChange): AccountChange {
  return { name, role, sites, active, badge, mail };
}
