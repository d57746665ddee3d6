import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { markRevoked } from '../../store/staff/key-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

/** From now on the key opens nothing. Refuses with not_found when there is no such key, or it was revoked before. */
export async function revokeKey(
  system: Pick<System, 'clock' | 'database' | 'secrets'>,
  { id, actor }: { readonly id: string; readonly actor: Actor },
): Promise<Outcome<null>> {
  if (!(await markRevoked(system.database.writer, id, system.clock.now()))) return refuse('not_found');
  await recordAudit(system, {
    actor,
    action: 'key.revoke',
    subject: id,
    before: null,
    after: null,
    result: 'done',
  });
  return accept(null);
}
