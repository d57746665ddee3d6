import { writeAudit } from '../../store/staff/audit-store.ts';
import { countRefused, manyNetworks, takeSums } from '../../store/staff/refused-sign-in-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'clock' | 'database' | 'secrets'>;
type Counting = Parts & Pick<System, 'log' | 'timings'>;

/** What the audit says of one. */
export const refusedAs = ['locked_out', 'sign_in_failed', 'password_expired', 'passkey_failed'] as const;

export interface RefusedSignIn {
  readonly username: string;
  readonly address: string | null;
  /** null: nobody knows */
  readonly network: string | null;
  readonly code: (typeof refusedAs)[number];
}

const unknownNetwork = 'unknown';

/**
 * Notes a refused sign-in. Anybody can cause one, so the first ten of a network within an hour have a line of the audit each, and all further
 * ones of a minute one together.
 */
export async function noteRefused(
  { clock, database, log, secrets, timings }: Counting,
  refused: RefusedSignIn,
): Promise<void> {
  const { engine, writer } = database;
  const { username, address, code } = refused;
  const at = clock.now();
  const network = refused.network ?? unknownNetwork;
  const told = await writer.transaction(async (transaction) => {
    if (!(await countRefused(transaction, engine, { network, at }))) return false;
    const writes = new WriteSet();
    const entry = {
      actor: { kind: 'nobody', address },
      action: 'staff.sign_in',
      subject: username.slice(0, 60),
      before: null,
      after: null,
      result: code,
    } as const;
    writeAudit(entry, { id: secrets.newId(), at }, writes);
    await writeRows(transaction, engine, writes);
    return true;
  });
  // neither who nor from where: that stands in the audit
  if (told) log.info({ code }, 'a sign-in was refused');
  else timings.tellBeyond('refused_sign_ins');
}

/** Writes the sums of minutes that are over into the audit; answers how many lines. Safe on several processes. */
export function auditRefused({ clock, database, secrets }: Parts): Promise<number> {
  const { engine, writer } = database;
  return writer.transaction(async (transaction) => {
    const at = clock.now();
    const sums = await takeSums(transaction, engine, at);
    const writes = new WriteSet();
    for (const { network, minute, attempts } of sums) {
      const from = network === unknownNetwork || network === manyNetworks ? null : network;
      const entry = {
        actor: { kind: 'nobody', address: from },
        action: 'staff.sign_in',
        subject: network,
        before: null,
        after: { attempts, minute: new Date(minute).toISOString() },
        result: 'too_many_requests',
      } as const;
      writeAudit(entry, { id: secrets.newId(), at }, writes);
    }
    await writeRows(transaction, engine, writes);
    return sums.length;
  });
}
