import { forgetBooking } from '../actions/booking/delete-personal-data.ts';
import type { System } from '../actions/system.ts';
import { dayLong } from '../domain/calendar/durations.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { deletionsDue } from '../store/booking/deletion-request-query.ts';

const atOnce = 200;

/** Deletes what holders wanted gone as soon as their visit was over. Answers how many. Safe on several processes. */
export async function fulfilDeletions(system: System): Promise<number> {
  const due = await deletionsDue(system.database.reader, system.clock.now() - dayLong, atOnce);
  for (const booking of due) await forgetBooking(system, booking, { actor: theSystem, over: true });
  return due.length;
}
