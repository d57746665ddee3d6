import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** A visit whose history does not tell how it became what it is. */
export interface HistoryFault {
  readonly reference: string;
  /** how many times "booked" stands in its history: once is right */
  readonly booked: number;
  /** moves and cancellations that its row has counted, and those that are told */
  readonly counted: number;
  readonly told: number;
  /** whether any line tells the state that it has */
  readonly stated: boolean | number;
}

function stateOf(engine: Engine): string {
  return engine === 'postgres' ? `(e.data::jsonb ->> 'state')` : `json_extract(e.data, '$.state')`;
}

/** Visits that lack a line of their history, at most `limit`. */
export function historyFaults(connection: Knex, engine: Engine, limit: number): Promise<HistoryFault[]> {
  return select<HistoryFault>(
    connection,
    engine,
    `select * from (
       select b.reference, b.sequence as counted,
         (select count(*) from booking_event as e where e.booking = b.id and e.type = 'booked') as booked,
         (select count(*) from booking_event as e where e.booking = b.id and e.type in ('moved', 'changed', 'cancelled', 'taken_back')) as told,
         exists (select 1 from booking_event as e where e.booking = b.id and ${stateOf(engine)} = b.state) as stated
       from booking as b) as h
     where booked <> 1 or told < counted or not stated limit ?`,
    [limit],
  );
}

/** Something that happened and of which the enterprise was not told. */
export interface UnappliedEvent {
  readonly reference: string;
  readonly type: string;
  /** epoch ms */
  readonly at: number;
}

/**
 * What happened after an instant (epoch ms) and has no message, at most `limit`. A message is written with its event, at the same
 * instant. Only mail is looked for: which other channels a site had then, nobody knows any more; and whoever has changed the address since
 * may not have had one.
 */
export function unappliedEvents(
  connection: Knex,
  engine: Engine,
  since: number,
  limit: number,
): Promise<UnappliedEvent[]> {
  const worthy = `b.contact_email is not null and b.anonymised_at is null and e.at > ? and not exists (
    select 1 from booking_event as c where c.booking = b.id and c.type = 'contact_changed' and c.at >= e.at)`;
  const told = (template: string): string => `exists (
    select 1 from outbox as o where o.booking = b.id and o.created_at = e.at and o.template like ${template})`;
  return select<UnappliedEvent>(
    connection,
    engine,
    `select b.reference, e.type, e.at from booking_event as e join booking as b on b.id = e.booking
      where ${worthy}
        and (e.type in ('booked', 'moved', 'changed', 'cancelled', 'corrected') or (e.type = 'settled' and ${stateOf(engine)} in ('missed', 'not_held')))
        and not ${told(`case when e.type = 'settled' then (case ${stateOf(engine)} when 'missed' then 'missed%' else 'not_held' end) else e.type || '%' end`)}
     union all
     select b.reference, e.type, e.at from agency_event as e join booking as b on b.id = e.booking
      where ${worthy} and e.type in ('document_returned', 'accepted', 'ready', 'sent')
        and not ${told(`case e.type when 'document_returned' then e.type when 'accepted' then 'document_accepted'
          when 'ready' then 'ready_for_collection' else 'sent_by_office' end`)}
     limit ?`,
    [since, since, limit],
  );
}
