import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** A number that two tickets of a day have (H3), or a reference that two bookings have. */
export interface Doubled {
  /** null: a reference */
  readonly site: string | null;
  readonly day: string | null;
  readonly number: string;
}

/** What is there twice although it must be unique, possible only where its constraint is gone; at most `limit`. */
export function doubledNumbers(connection: Knex, engine: Engine, limit: number): Promise<Doubled[]> {
  return select<Doubled>(
    connection,
    engine,
    `select site, day, number from ticket group by site, day, number having count(*) > 1
     union all
     select null, null, reference from booking group by reference having count(*) > 1
     limit ?`,
    [limit],
  );
}

/** A day whose events, tickets and numbers do not add up. */
export interface DayFault {
  readonly site: string;
  readonly day: string;
  /** events that the day has counted, that are there, and the version of the last one (H4: all the same) */
  readonly version: number;
  readonly events: number;
  readonly last: number;
  /** numbers given out, tickets that are there, events that say so (all the same) */
  readonly given: number;
  readonly tickets: number;
  readonly issued: number;
}

/** Days on which an event, a ticket or a number is missing or there twice, at most `limit`. */
export function dayFaults(connection: Knex, engine: Engine, limit: number): Promise<DayFault[]> {
  const given =
    engine === 'postgres'
      ? 'select sum(value::bigint) from json_each_text(d.last_numbers::json)'
      : 'select sum(value) from json_each(d.last_numbers)';
  return select<DayFault>(
    connection,
    engine,
    `select * from (
       select d.site, d.day, d.version,
         (select count(*) from hall_event as e where e.site = d.site and e.day = d.day) as events,
         coalesce((select max(e.version) from hall_event as e where e.site = d.site and e.day = d.day), 0) as last,
         coalesce((${given}), 0) as given,
         (select count(*) from ticket as t where t.site = d.site and t.day = d.day) as tickets,
         (select count(*) from hall_event as e
           where e.site = d.site and e.day = d.day and e.type = 'ticket_issued') as issued
       from hall_day as d) as f
     where events <> version or last <> version or tickets <> given or issued <> given limit ?`,
    [limit],
  );
}

/** Days of any site since a local date, in order. */
export async function daysSince(
  connection: Knex,
  day: string,
): Promise<readonly { readonly site: string; readonly day: string }[]> {
  return connection('hall_day').where('day', '>=', day).orderBy(['day', 'site']).select('site', 'day');
}
