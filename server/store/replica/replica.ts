import type { Knex } from 'knex';
import type { AnsweredBy, PublicReads } from './public-reads-query.ts';

/** read: it answers; behind: it does, and lacks too much; silent: it does not; other: it is no replica of this database. */
export type ReplicaState = 'read' | 'behind' | 'silent' | 'other';

export interface ReplicaParts {
  readonly main: Knex;
  readonly replica: Knex;
  /** how far behind it may be and still be asked, milliseconds */
  readonly bound: number;
  /** milliseconds of a clock that never goes back */
  elapsed(): number;
  /** once for each change */
  tell(state: ReplicaState): void;
}

/** Longer than this nobody waits for it before the main database is asked, milliseconds. */
const deadline = 750;
/** Milliseconds between two looks at how far it has come. */
const lookEvery = 500;
const mostMarks = 240;

/** Up to where the main database had written (bytes of its log) at an instant of `elapsed`. */
interface Mark {
  readonly written: bigint;
  readonly at: number;
}

/**
 * A streaming replica that is asked for what everybody may see. It is known to hold everything that was committed up to an instant: the last one
 * at which the main database had written no more than the replica has replayed by now. No clock but our own is asked, and a
 * replica that hears nothing any more is behind like one that is slow.
 */
export class Replica implements PublicReads {
  readonly counts = new Map<AnsweredBy, number>();
  readonly #parts: ReplicaParts;
  readonly #changed = new Map<string, number>();
  #marks: readonly Mark[] = [];
  /** everything that was committed until then is on it */
  #holdsUntil = Number.NEGATIVE_INFINITY;
  #state: ReplicaState | null = null;
  #looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
  }

  keepLooking(): void {
    this.#timer ??= setInterval(() => void this.look(), lookEvery);
    this.#timer.unref();
    void this.look();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
  }

  async ask<T>(site: string, read: (connection: Knex) => Promise<T>): Promise<T> {
    const { main, replica, bound, elapsed } = this.#parts;
    const changedAt = this.#changed.get(site);
    if (elapsed() - this.#holdsUntil > bound) this.#count('main_behind');
    else if (changedAt !== undefined && changedAt > this.#holdsUntil) this.#count('main_changed');
    else {
      try {
        const answer = await inTime(read(replica));
        this.#count('replica');
        return answer;
      } catch {
        // whatever it was: the main database says it better
        this.#count('main_failed');
        this.#forget('silent');
      }
    }
    return read(main);
  }

  changed(site: string): void {
    this.#changed.set(site, this.#parts.elapsed());
  }

  behind(): number | null {
    return Number.isFinite(this.#holdsUntil) ? this.#parts.elapsed() - this.#holdsUntil : null;
  }

  /** Sees how far the replica has come. Never throws. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { main, replica, bound, elapsed } = this.#parts;
    const at = elapsed();
    // without the main database nothing new is known of the replica, and what is known grows old
    const its = await positionOfMain(main).catch(() => null);
    if (its === null) return;
    this.#marks = [...this.#marks, { written: its.written, at }].slice(-mostMarks);
    try {
      const { cluster, replayed } = await inTime(positionOf(replica));
      if (cluster !== its.cluster || replayed === null) return this.#forget('other');
      const held = this.#marks.findLast((mark) => mark.written <= replayed);
      if (held !== undefined) {
        this.#holdsUntil = held.at;
        this.#marks = this.#marks.filter((mark) => mark.at >= held.at);
        for (const [site, changedAt] of this.#changed) if (changedAt <= held.at) this.#changed.delete(site);
      }
      this.#is(elapsed() - this.#holdsUntil > bound ? 'behind' : 'read');
    } catch {
      this.#forget('silent');
    }
  }

  /** Nothing is known of it any more until the next look. */
  #forget(why: ReplicaState): void {
    this.#holdsUntil = Number.NEGATIVE_INFINITY;
    this.#is(why);
  }

  #is(state: ReplicaState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#parts.tell(state);
  }

  #count(by: AnsweredBy): void {
    this.counts.set(by, (this.counts.get(by) ?? 0) + 1);
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the replica did not answer in time')), deadline);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function positionOfMain(main: Knex): Promise<{ readonly cluster: string; readonly written: bigint }> {
  const { rows } = (await main.raw(
    `select (select system_identifier::text from pg_control_system()) as cluster,
      pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::text as written`,
  )) as { readonly rows: readonly { readonly cluster: string; readonly written: string }[] };
  const [row] = rows;
  if (row === undefined) throw new Error('the database says nothing of its log');
  return { cluster: row.cluster, written: BigInt(row.written) };
}

async function positionOf(
  replica: Knex,
): Promise<{ readonly cluster: string; readonly replayed: bigint | null }> {
  const { rows } = (await replica.raw(
    `select (select system_identifier::text from pg_control_system()) as cluster,
      case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::text end as replayed`,
  )) as { readonly rows: readonly { readonly cluster: string; readonly replayed: string | null }[] };
  const [row] = rows;
  if (row === undefined) throw new Error('the replica says nothing of its log');
  return { cluster: row.cluster, replayed: row.replayed === null ? null : BigInt(row.replayed) };
}
