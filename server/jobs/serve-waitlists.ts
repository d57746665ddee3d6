import type { System } from '../actions/system.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { sitesAwaited } from '../store/waitlist/waiting-query.ts';

/**
 * Ends what is over on every waiting list, and offers what has become free without a command of its own: holds that ran out, capacity that
 * was raised, closures that were lifted, days that were released, the morning after a night. Safe on several processes: a site has one
 * writer at a time, and places and offers have keys.
 */
export async function serveWaitlists(system: System): Promise<{ sites: number }> {
  const catalogue = await system.catalogue();
  let sites = 0;
  for (const site of await sitesAwaited(system.database.reader)) {
    if (!catalogue.sites.has(site)) continue;
    const done = await system.bookings.submit({ type: 'wait_serve', site }, { actor: theSystem });
    if (done.ok) sites += 1;
  }
  return { sites };
}
