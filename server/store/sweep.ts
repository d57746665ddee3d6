import type { Knex } from 'knex';
import { dayLong } from '../domain/calendar/durations.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { sweepKeptForms } from './staff/kept-form-store.ts';

/** For so long what has happened can be sent to other systems once more. */
const eventsKept = 30 * dayLong;
/** For so long it is known, as keyed hashes, from which network a booking came, or somebody waited. */
const originsKept = 14 * dayLong;

/**
 * Deletes what blocks nobody and answers nobody any more: expired places and holds, changes that can no longer be taken back, old answers to retries, old failures, ended sessions and what was typed in them an hour ago, signs of life of processes that are gone, alarms and warnings of last week.
 * Nothing depends on it having run.
 */
export async function sweep(connection: Knex, now: number): Promise<number> {
  const places = await connection('place')
    .whereNotNull('expires_at')
    .andWhere('expires_at', '<=', now)
    .delete();
  // one that an offer has left keeps its places while they cool down: whoever ends the offer needs to know which
  const holds = await connection('hold')
    .where('expires_at', '<=', now)
    .whereNotExists(connection('place').whereRaw('place.hold = hold.id').select('hold'))
    .delete();
  const undos = await connection('booking_undo').where('until', '<=', now).delete();
  const answers = await connection('idempotency')
    .where('at', '<', now - 2 * dayLong)
    .delete();
  const failures = await connection('sign_in_failure')
    .where('at', '<', now - dayLong)
    .delete();
  const sessions = await connection('staff_session')
    .where('seen_at', '<', now - dayLong)
    .delete();
  const typed = await sweepKeptForms(connection, now);
  const beats = await connection('heartbeat')
    .where('at', '<', now - dayLong)
    .delete();
  const alarms = await connection('floor_alarm')
    .where('day', '<', localDate(now - 7 * dayLong, 'UTC'))
    .delete();
  const staffings = await connection('staffing_warning')
    .where('day', '<', localDate(now - 7 * dayLong, 'UTC'))
    .delete();
  const works = await connection('spent_work').where('expires_at', '<=', now).delete();
  const challenges = await connection('spent_challenge').where('expires_at', '<=', now).delete();
  const codes = await connection('contact_code')
    .where('sent_at', '<', now - dayLong)
    .delete();
  const told = await connection('event_delivery')
    .whereIn(
      'event',
      connection('outgoing_event')
        .where('at', '<', now - eventsKept)
        .select('id'),
    )
    .delete();
  const events = await connection('outgoing_event')
    .where('at', '<', now - eventsKept)
    .delete();
  const origins = await connection('booking_origin')
    .where('at', '<', now - originsKept)
    .delete();
  const joined = await connection('waitlist_entry')
    .where('ended_at', '<', now - originsKept)
    .andWhere((either) => either.whereNotNull('network').orWhereNotNull('browser'))
    .update({ network: null, browser: null });
  return (
    staffings +
    works +
    told +
    events +
    challenges +
    codes +
    origins +
    joined +
    alarms +
    places +
    holds +
    undos +
    answers +
    failures +
    sessions +
    typed +
    beats
  );
}
