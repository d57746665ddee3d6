import type { Knex } from 'knex';
import type { Database } from '../database.ts';

/** What waits in the outbox at an instant. */
export interface OutboxLoad {
  /** due and not delivered */
  readonly undelivered: number;
  /** since when the oldest of them is due, epoch ms; null: there is none */
  readonly oldestDueAt: number | null;
  /** given up */
  readonly dead: number;
}

/** `now` in epoch milliseconds. */
export async function outboxLoad(reader: Knex, now: number): Promise<OutboxLoad> {
  const due = (await reader('outbox')
    .whereIn('state', ['queued', 'sending'])
    .andWhere('due_at', '<=', now)
    .count({ undelivered: '*' })
    .min({ oldest: 'due_at' })
    .first()) as { undelivered: number; oldest: number | null } | undefined;
  const dead = (await reader('outbox').where({ state: 'dead' }).count({ n: '*' }).first()) as
    | { n: number }
    | undefined;
  return {
    undelivered: Number(due?.undelivered ?? 0),
    oldestDueAt: due?.oldest ?? null,
    dead: Number(dead?.n ?? 0),
  };
}

/** How many people wait in each hall whose day (local date, from `day` on) is not closed. */
export async function waitingBySite(reader: Knex, day: string): Promise<ReadonlyMap<string, number>> {
  const rows = (await reader('hall_day as d')
    .leftJoin('ticket as t', (join) => {
      join.on('t.site', 'd.site').andOn('t.day', 'd.day').andOnVal('t.state', 'waiting');
    })
    .where('d.day', '>=', day)
    .whereNot('d.state', 'closed')
    .groupBy('d.site')
    .select('d.site')
    .count({ waiting: 't.id' })) as { site: string; waiting: number }[];
  return new Map(rows.map(({ site, waiting }) => [site, Number(waiting)]));
}

/** Rows of each table that strangers can fill, as far as its caps let them. */
export async function leftByStrangers(reader: Knex): Promise<ReadonlyMap<string, number>> {
  const counted = async (query: Knex.QueryBuilder): Promise<number> =>
    Number(((await query.count({ n: '*' }).first()) as { n: number } | undefined)?.n ?? 0);
  return new Map([
    ['device', await counted(reader('device').whereNull('paired_at'))],
    ['hold', await counted(reader('hold'))],
    ['idempotency', await counted(reader('idempotency'))],
    ['refused_sign_in', await counted(reader('refused_sign_in'))],
  ]);
}

/** Connections of one pool: in use, at rest, and how many statements wait for one. */
export interface PoolLoad {
  readonly used: number;
  readonly free: number;
  readonly waiting: number;
}

interface Pool {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
}

/** What knex's own pools say of themselves; asks no database. */
export function poolLoads({ writer, reader }: Database): Readonly<Record<'writer' | 'reader', PoolLoad>> {
  const load = (knex: Knex): PoolLoad => {
    const pool = (knex.client as { pool?: Pool }).pool;
    return {
      used: pool?.numUsed() ?? 0,
      free: pool?.numFree() ?? 0,
      waiting: pool?.numPendingAcquires() ?? 0,
    };
  };
  return { writer: load(writer), reader: load(reader) };
}
