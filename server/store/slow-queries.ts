import type { Knex } from 'knex';
import type { Database } from './database.ts';

interface Asked {
  readonly __knexQueryUid: string;
  readonly sql: string;
}

export interface SlowQueryOptions {
  /** milliseconds of a clock that never goes back */
  elapsed(): number;
  /** what takes longer is told, milliseconds */
  readonly limit: number;
  /** the text with its placeholders: what they stand for may be about a person */
  tell(sql: string, milliseconds: number): void;
}

const longest = 1000;

/** Tells of statements that take long, on both pools. */
export function watchSlowQueries(database: Database, { elapsed, limit, tell }: SlowQueryOptions): void {
  const watch = (knex: Knex): void => {
    const begun = new Map<string, number>();
    const ended = ({ __knexQueryUid: id, sql }: Asked): void => {
      const at = begun.get(id);
      if (at === undefined) return;
      begun.delete(id);
      const took = elapsed() - at;
      if (took > limit) tell(sql.length > longest ? `${sql.slice(0, longest)}…` : sql, Math.round(took));
    };
    knex.on('query', ({ __knexQueryUid: id }: Asked) => begun.set(id, elapsed()));
    knex.on('query-response', (_answer: unknown, query: Asked) => ended(query));
    knex.on('query-error', (_error: unknown, query: Asked) => ended(query));
  };
  watch(database.writer);
  watch(database.reader);
  watch(database.office);
}
