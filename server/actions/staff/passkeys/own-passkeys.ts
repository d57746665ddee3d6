import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { passkeysOf } from '../../../store/staff/passkey-query.ts';
import { dropPasskeys, renamePasskey } from '../../../store/staff/passkey-store.ts';
import { recordAudit } from '../../record-audit.ts';
import type { System } from '../../system.ts';
import { factorRequired } from '../factor-required.ts';
import type { OwnFactor } from '../own-second-factor.ts';
import { showPasswordAgain } from '../show-password-again.ts';

type Parts = Pick<System, 'clock' | 'config' | 'database' | 'secrets'>;

/** One passkey of one's own, for which the password is shown again. */
export interface OwnPasskey extends OwnFactor {
  readonly id: string;
}

/** Refuses with sign_in_failed and locked_out (the password) and not_found. */
export async function renameOwnPasskey(
  system: Parts,
  { staff, password, id }: OwnPasskey,
  name: string,
): Promise<Outcome<null>> {
  const shown = await showPasswordAgain(system, staff, password);
  if (!shown.ok) return shown;
  const before = (await passkeysOf(system.database.writer, staff.id)).find((one) => one.id === id);
  if (before === undefined) return refuse('not_found');
  await renamePasskey(system.database.writer, { staff: staff.id, id }, name);
  await recordAudit(system, {
    actor: staff,
    action: 'staff.rename_passkey',
    subject: staff.username,
    before: { name: before.name },
    after: { name },
    result: 'done',
  });
  return accept(null);
}

/**
 * Every session ends, so begin another one. Refuses with sign_in_failed and locked_out (the password), not_found, and second_factor_required (it is
 * the last second factor of somebody who must have one).
 */
export async function removeOwnPasskey(
  system: Parts,
  { staff, password, id }: OwnPasskey,
): Promise<Outcome<null>> {
  const shown = await showPasswordAgain(system, staff, password);
  if (!shown.ok) return shown;
  const { writer } = system.database;
  const own = await passkeysOf(writer, staff.id);
  const passkey = own.find((one) => one.id === id);
  if (passkey === undefined) return refuse('not_found');
  const isLast = own.length === 1 && !shown.value.hasAuthenticator;
  if (isLast && factorRequired(system.config, staff.role)) return refuse('second_factor_required');
  await writer.transaction((transaction) => dropPasskeys(transaction, staff.id, id));
  await recordAudit(system, {
    actor: staff,
    action: 'staff.remove_passkey',
    subject: staff.username,
    before: { name: passkey.name },
    after: null,
    result: 'done',
  });
  return accept(null);
}
