import { accept, type Outcome, type Refusal, refuse } from '../../../domain/outcome.ts';
import { type FoundStaff, staffById } from '../../../store/staff/staff-query.ts';
import type { System } from '../../system.ts';
import { lockOf, networkSubject, noteFailures } from '../failures.ts';
import { noteRefused } from '../refused-sign-ins.ts';
import { serialise } from '../serialise.ts';
import { checkPasskey, type ShownPasskey } from './check-passkey.ts';

interface From {
  readonly address: string | null;
  /** as coarse as one household or office has it; null: nobody knows */
  readonly network: string | null;
}

/**
 * Whoever has a passkey of an account and is known to its authenticator: no password and no second factor is asked. What was guessed at the account's
 * name does not matter, since nobody guesses these; their network is slowed down as by wrong passwords. Refuses with passkey_failed and locked_out.
 */
export async function signInByPasskey(
  system: Pick<System, 'clock' | 'database' | 'log' | 'secrets' | 'timings'>,
  shown: ShownPasskey,
  { address, network }: From,
): Promise<Outcome<FoundStaff>> {
  const subject = networkSubject(network);
  const refused = async (username: string, refusal: Refusal): Promise<Refusal> => {
    const code = refusal.code === 'locked_out' ? 'locked_out' : 'passkey_failed';
    await noteRefused(system, { username, address, network, code });
    return refusal;
  };
  return serialise(subject, async () => {
    const lock = await lockOf(system, [subject]);
    if (lock !== null) return refused('', lock);
    const passkey = await checkPasskey(system, shown, { use: 'sign-in', staff: null, verified: true });
    const found = passkey === null ? null : await staffById(system.database.writer, passkey.staff);
    if (found?.active) return accept(found);
    const username = found?.member.username ?? '';
    await noteFailures(system, username, [subject]);
    return refused(username, refuse('passkey_failed'));
  });
}
