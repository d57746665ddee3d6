import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { System } from '../system.ts';
import { carryOutEdit, revisionOf } from './carry-out-edit.ts';
import { editCounters } from './edit-counters.ts';

/**
 * Lets a counter serve one more queue of its site, from now on. Refuses with unknown_counter, unknown_queue, not_permitted, and with
 * stale_form when somebody has changed the counters meanwhile.
 */
export async function serveQueue(
  system: Pick<System, 'database' | 'clock' | 'secrets' | 'catalogueCache'>,
  site: string,
  { counter, queue }: { readonly counter: string; readonly queue: string },
  staff: StaffActor,
): Promise<Outcome<null>> {
  const records = await system.catalogueCache.records(system.database.reader);
  const its = records.sites.find(({ code }) => code === site);
  const found = its?.counters.find(({ code }) => code === counter);
  if (its === undefined || found === undefined) return refuse('unknown_counter');
  if (!its.queues.some(({ id }) => id === queue)) return refuse('unknown_queue');
  if (found.queues.includes(queue)) return accept(null);
  const counters = Object.fromEntries(
    its.counters.map(({ code, label, queues }) => [
      code,
      { label, queues: code === counter ? [...queues, queue] : queues },
    ]),
  );
  const done = await carryOutEdit(system, editCounters, {
    subject: site,
    given: { counters },
    revision: revisionOf(editCounters.read(records, site, system.clock.now())),
    confirmed: '',
    staff,
  });
  if (done.kind === 'done') return accept(null);
  return refuse(done.kind === 'not_permitted' ? 'not_permitted' : 'stale_form');
}
