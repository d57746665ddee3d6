import type { Knex } from 'knex';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** A place and who should have it, or has it wrongly. */
export interface PlaceFault {
  /** of the booking; null: there is none */
  readonly reference: string | null;
  readonly queue: string;
  /** epoch ms */
  readonly start: number;
  readonly place: number;
}

/** How the places that a booking's own row names are read in SQL. */
interface NamedPlaces {
  readonly from: string;
  readonly queue: string;
  readonly start: string;
  readonly place: string;
}

const named: Readonly<Record<Engine, NamedPlaces>> = {
  sqlite: {
    from: 'json_each(b.places) as p',
    queue: `json_extract(p.value, '$.queue')`,
    start: `json_extract(p.value, '$.start')`,
    place: `json_extract(p.value, '$.place')`,
  },
  postgres: {
    from: 'json_to_recordset(b.places::json) as p(queue text, start bigint, place integer)',
    queue: 'p.queue',
    start: 'p.start',
    place: 'p.place',
  },
};

const active = `b.state in ('confirmed', 'arrived')`;

/** Places that a visit to come or under way should hold and does not, at most `limit`. */
export function placesMissing(connection: Knex, engine: Engine, limit: number): Promise<PlaceFault[]> {
  const { from, queue, start, place } = named[engine];
  return select<PlaceFault>(
    connection,
    engine,
    `select b.reference, ${queue} as queue, ${start} as start, ${place} as place from booking as b, ${from}
      where ${active} and not exists (
        select 1 from place as o
        where o.queue = ${queue} and o.slot_start = ${start} and o.place_no = ${place} and o.booking = b.id)
      limit ?`,
    [limit],
  );
}

/** Places that are taken for a booking which does not exist, is cancelled, or does not name them, at most `limit`. */
export function placesAstray(connection: Knex, engine: Engine, limit: number): Promise<PlaceFault[]> {
  const { from, queue, start, place } = named[engine];
  return select<PlaceFault>(
    connection,
    engine,
    `select b.reference, o.queue, o.slot_start as start, o.place_no as place
       from place as o left join booking as b on b.id = o.booking
      where o.hold is null and (o.booking is not null or o.expires_at is null)
        and (b.id is null or b.state = 'cancelled' or not exists (
          select 1 from ${from} where ${queue} = o.queue and ${start} = o.slot_start and ${place} = o.place_no))
      limit ?`,
    [limit],
  );
}

/** Places that two have, possible only where the primary key is gone (B1), at most `limit`. */
export function placesDoubled(connection: Knex, engine: Engine, limit: number): Promise<PlaceFault[]> {
  return select<PlaceFault>(
    connection,
    engine,
    `select null as reference, queue, slot_start as start, place_no as place
       from place group by queue, slot_start, place_no having count(*) > 1 limit ?`,
    [limit],
  );
}

/**
 * References of visits to come whose places are not one for each slot from their start to their end (B2), at most `limit`. The slots are as
 * long as they were when it was booked, which is not what the queue says today (B4).
 */
export async function visitsNotCovered(
  connection: Knex,
  engine: Engine,
  limit: number,
): Promise<readonly string[]> {
  const { from, queue, start } = named[engine];
  const rows = await select<{ reference: string }>(
    connection,
    engine,
    `select b.reference from booking as b
      where ${active} and not coalesce((
        select count(*) > 0 and count(distinct ${start}) = count(*)
          and min(${queue}) = b.queue and max(${queue}) = b.queue and min(${start}) = b.starts_at
          and max(${start}) * count(*) = b.starts_at * count(*) + (b.ends_at - b.starts_at) * (count(*) - 1)
        from ${from}), ${engine === 'postgres' ? 'false' : '0'})
      limit ?`,
    [limit],
  );
  return rows.map(({ reference }) => reference);
}
