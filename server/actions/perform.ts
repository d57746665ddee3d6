import type { Knex } from 'knex';
import type { Outcome } from '../domain/outcome.ts';
import { isConflict } from '../store/conflict.ts';
import type { Database } from '../store/database.ts';
import { type IdempotencyKey, type KnownAnswers, loadAnswers } from '../store/idempotency.ts';
import { lockScopes } from '../store/lock-scopes.ts';
import { outageOf } from '../store/outage.ts';
import { writeRows } from '../store/write-rows.ts';
import { WriteSet } from '../store/write-set.ts';
import { type Batch, NotToBeRepeated } from './batcher.ts';
import { recall, remember } from './idempotency.ts';
import { Unavailable } from './unavailable.ts';

/** A command with the key under which it must happen once only (B6), and when it was given. */
export interface Submission<Command> {
  readonly command: Command;
  readonly idempotency: IdempotencyKey | null;
}

/** How one kind of command is carried out. `State` is the batch's own; a refused command leaves it and `writes` as they were. */
export interface BatchHandler<Command, State, Result> {
  /** what must have no other writer meanwhile, e.g. "booking:BJ-TSY" */
  scopes(commands: readonly Command[]): Iterable<string>;
  load(transaction: Knex.Transaction, commands: readonly Command[], now: number): Promise<State>;
  decide(state: State, command: Command, now: number, writes: WriteSet): Outcome<Result>;
  /** once for a whole batch, before it is written */
  finish?(state: State, writes: WriteSet, now: number): void;
  /** after the commit (H5) */
  committed?(state: State): void;
  /** telling has failed; what was committed stands all the same */
  announceFailed?(error: unknown): void;
}

const attempts = 6;
// a batch that keeps failing is taken apart by the batcher, so it need not be tried as often
const batchAttempts = 2;

const stands: Batch = { abandoned: false };

/**
 * Carries out a batch: lock → load fresh rows → decide one after another, purely → write what comes of all → one commit. Tries again on
 * fresh rows when another process was quicker, and once on another connection when one broke before the commit; throws when that keeps
 * happening, on a bug, and when the batch has been abandoned meanwhile.
 */
export async function perform<Command, State, Result>(
  database: Database,
  handler: BatchHandler<Command, State, Result>,
  submissions: readonly Submission<Command>[],
  now: () => number,
  batch: Batch = stands,
): Promise<readonly Outcome<Result>[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(database, handler, submissions, now, batch);
    } catch (error) {
      const conflict = isConflict(error);
      const most = conflict ? (submissions.length > 1 ? batchAttempts : attempts) : 2;
      if (attempt >= most || batch.abandoned || !(conflict || isBroken(error))) throw error;
    }
  }
}

/** A connection that broke or went silent before the commit: nothing was done. One that was not had is not worth another wait. */
function isBroken(error: unknown): boolean {
  if (error instanceof NotToBeRepeated || outageOf(error) !== 'database_away') return false;
  return !/acquiring a connection/i.test((error as Error).message);
}

async function once<Command, State, Result>(
  database: Database,
  handler: BatchHandler<Command, State, Result>,
  submissions: readonly Submission<Command>[],
  clock: () => number,
  batch: Batch,
): Promise<readonly Outcome<Result>[]> {
  const commands = submissions.map(({ command }) => command);
  let committing = false;
  const transacted = database.writer.transaction(async (transaction) => {
    await lockScopes(transaction, database.engine, handler.scopes(commands));
    const known = await loadAnswers(transaction, database.engine, submissions);
    const now = clock();
    const state = await handler.load(transaction, commands, now);
    const writes = new WriteSet();
    const answers = submissions.map((submission) =>
      decideOnce(handler, state, submission, known, now, writes),
    );
    handler.finish?.(state, writes, now);
    orGiveUp(batch);
    if (!writes.isEmpty) await writeRows(transaction, database.engine, writes);
    orGiveUp(batch);
    committing = true;
    return { state, answers };
  });
  const done = await transacted.catch((error: unknown) => {
    throw committing && !isConflict(error) ? new NotToBeRepeated(error) : error;
  });
  tell(handler, done.state);
  return done.answers;
}

/** Its callers were told that it is not known to be done: the later it happens, the less they expect it. */
function orGiveUp({ abandoned }: Batch): void {
  if (abandoned) throw new Unavailable('not_answered');
}

/** Whatever happens here, the commands are done: an error would have them done again. */
function tell<Command, State, Result>(handler: BatchHandler<Command, State, Result>, state: State): void {
  try {
    handler.committed?.(state);
  } catch (error) {
    handler.announceFailed?.(error);
  }
}

function decideOnce<Command, State, Result>(
  handler: BatchHandler<Command, State, Result>,
  state: State,
  { command, idempotency }: Submission<Command>,
  known: KnownAnswers,
  now: number,
  writes: WriteSet,
): Outcome<Result> {
  const before = recall<Result>(known, idempotency);
  if (before !== null) return before;
  const outcome = handler.decide(state, command, now, writes);
  // a refusal is not remembered: the same request may succeed later
  if (outcome.ok && idempotency !== null) remember(known, idempotency, outcome, now, writes);
  return outcome;
}
