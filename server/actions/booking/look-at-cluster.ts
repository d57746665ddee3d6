import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { lookedAt, replaceLooked } from '../../store/booking/cluster-looked-store.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import type { SiteCluster } from './clusters-at.ts';
import { auditOf } from './staff-audit.ts';

/**
 * Sets bookings of one cluster aside as looked at, or (`looked` false) back among those to look at; what joins them later is to be looked at
 * anew. Nothing is done twice, nobody outside is told. Refuses with not_permitted.
 */
export async function lookAtCluster(
  { database, secrets, clock }: Pick<System, 'database' | 'secrets' | 'clock'>,
  cluster: SiteCluster,
  looked: boolean,
  actor: StaffActor,
): Promise<Outcome<null>> {
  const { site } = cluster;
  if (!isPermitted(actor.role, 'cluster.release') || !mayWorkAt(actor, site)) return refuse('not_permitted');
  const { engine, writer } = database;
  const ids = cluster.bookings.map(({ id }) => id);
  const at = clock.now();
  return writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`clusters:${site}`]);
    const before = await lookedAt(transaction, ids);
    if (before.size === (looked ? ids.length : 0)) return accept(null);
    await replaceLooked(transaction, ids, looked ? { at, staff: actor.id } : null);
    const writes = new WriteSet();
    const bookings = cluster.bookings.map(({ reference }) => reference);
    const action = looked ? 'cluster.looked' : 'cluster.reopen';
    writeAudit(auditOf(actor, action, site, null, { bookings }), { id: secrets.newId(), at }, writes);
    await writeRows(transaction, engine, writes);
    return accept(null);
  });
}
