import type { Knex } from 'knex';
import type { TakenPlaces } from '../../domain/booking/place.ts';
import { dayBounds, localDate } from '../../domain/calendar/local-time.ts';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';
import { changesIn } from './queue-change-store.ts';

type SlotGroup = readonly [queue: string, start: number, places: string];

const none: readonly number[] = [];
const nothing: Taken = { text: '[]', changes: 0, until: Number.POSITIVE_INFINITY };

/**
 * The places that are taken in the slots of some queues which start in [fromMs, toMs), as they are at `now`: expired rows are left out
 * (B3). One row comes back however many places there are, because marshalling rows costs more than finding them. Instants are epoch ms.
 */
export async function takenPlaces(...ask: Parameters<typeof takenText>): Promise<TakenPlaces> {
  return takenFrom((await takenText(...ask)).text);
}

/** What is taken, as the text that the database answers, and how long that holds. */
export interface Taken {
  readonly text: string;
  /** as `changesOf` says it, of the same instant */
  readonly changes: number;
  /** epoch ms: the first of the places expires; infinite: none does */
  readonly until: number;
}

/** The same as a text: it is what is taken until a change of the queues is counted, or one of the places expires. */
export async function takenText(
  connection: Knex,
  engine: Engine,
  queueIds: readonly string[],
  fromMs: number,
  toMs: number,
  now: number,
): Promise<Taken> {
  if (queueIds.length === 0 || !(fromMs < toMs)) return nothing;
  const [row] = await select<{ slots: string; changes: number; until: number | null }>(
    connection,
    engine,
    statement(engine, queueIds.length),
    [JSON.stringify(queueIds), ...queueIds, fromMs, toMs, now],
  );
  if (row === undefined) return nothing;
  return { text: row.slots, changes: row.changes, until: row.until ?? Number.POSITIVE_INFINITY };
}

export function takenFrom(text: string): TakenPlaces {
  const taken = new Map<string, Map<number, readonly number[]>>();
  for (const [queue, start, places] of JSON.parse(text) as SlotGroup[]) {
    const starts = taken.get(queue) ?? new Map<number, readonly number[]>();
    starts.set(start, places.split(',').map(Number));
    taken.set(queue, starts);
  }
  return (queue, start) => taken.get(queue)?.get(start) ?? none;
}

/** The same for each local day of a zone: equal texts are equal places of that day. */
export function takenByDay(text: string, zone: string): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  let day = { date: '', start: 0, end: 0 };
  for (const [queue, start, places] of JSON.parse(text) as SlotGroup[]) {
    if (start < day.start || start >= day.end) {
      const date = localDate(start, zone);
      day = { date, ...dayBounds(date, zone) };
    }
    days.set(day.date, `${days.get(day.date) ?? ''}${queue} ${start} ${places};`);
  }
  return days;
}

/** The range is one scan of the primary key for each queue; grouping follows its order. One statement, so that count and places are of one instant. */
function statement(engine: Engine, queues: number): string {
  const postgres = engine === 'postgres';
  const places = postgres ? `string_agg(place_no::text, ',')` : `group_concat(place_no)`;
  const all = postgres
    ? `coalesce(json_agg(json_build_array(queue, slot_start, places)), '[]')::text`
    : `json_group_array(json_array(queue, slot_start, places))`;
  const wanted = Array.from({ length: queues }, () => '?').join(', ');
  return `select ${changesIn(engine)} as changes, ${all} as slots, min(until) as until from (
    select queue, slot_start, ${places} as places, min(expires_at) as until from place
    where queue in (${wanted}) and slot_start >= ? and slot_start < ? and (expires_at is null or expires_at > ?)
    group by queue, slot_start) as slots`;
}
