import type { OrderedKind } from '../../domain/message/channel-order.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { channelOrder } from '../../store/message/channel-query.ts';
import { saveChannelOrder } from '../../store/message/channel-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import { revisionOf } from '../catalogue/carry-out-edit.ts';
import type { System } from '../system.ts';
import { mayConnect } from './edit-channel.ts';

export function orderRevision(order: readonly OrderedKind[] | null): string {
  return revisionOf(order);
}

/** In which order a site tries its channels from now on, with its audit. Refuses with not_permitted and stale_form. */
export async function orderChannels(
  { database, clock, secrets }: Pick<System, 'database' | 'clock' | 'secrets'>,
  request: { readonly site: string; readonly staff: StaffActor },
  { kinds, revision }: { readonly kinds: readonly OrderedKind[]; readonly revision: string },
): Promise<Outcome<null>> {
  const { site, staff } = request;
  if (!mayConnect(staff)) return refuse('not_permitted');
  return database.writer.transaction(async (transaction): Promise<Outcome<null>> => {
    await lockScopes(transaction, database.engine, [`channel:${site}`]);
    const before = await channelOrder(transaction, site);
    if (orderRevision(before) !== revision) return refuse('stale_form');
    const now = clock.now();
    await saveChannelOrder(transaction, site, kinds, now);
    const writes = new WriteSet();
    const entry = {
      actor: staff,
      action: 'channel.order',
      subject: site,
      before,
      after: kinds,
      result: 'done',
    };
    writeAudit(entry, { id: secrets.newId(), at: now }, writes);
    await writeRows(transaction, database.engine, writes);
    return accept(null);
  });
}
