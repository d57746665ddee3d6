import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Unavailable } from '../../../actions/unavailable.ts';

export type FileRow = readonly (string | number | null)[];

export interface TableFile {
  /** without an extension, letters and digits */
  readonly name: string;
  readonly columns: readonly string[];
  /** lines that it holds */
  readonly total: number;
  /** some at a time */
  readonly rows: AsyncIterable<readonly FileRow[]>;
}

/** One is made at a time: it takes a core and up to 200 MB. So many may wait for their turn besides. */
const mostWaiting = 3;
/** Milliseconds from its turn until a workbook is given up. */
const longest = 60_000;
/** Milliseconds from the question until a workbook is there or given up, those before it included. */
export const longestWorkbook = (mostWaiting + 1) * longest;

let last: Promise<unknown> = Promise.resolve();
let asked = 0;

/**
 * A workbook with each table as a sheet, made in a thread beside the loop that serves. Null: `gone` says that nobody waits for it any more.
 * Throws Unavailable when too many wait, or it takes too long.
 */
export async function makeWorkbook(tables: readonly TableFile[], gone: AbortSignal): Promise<Buffer | null> {
  if (asked > mostWaiting) throw new Unavailable('too_busy');
  asked += 1;
  const turn = last.then(() => made(tables, gone));
  last = turn.catch(() => {}).finally(() => (asked -= 1));
  return turn;
}

async function made(tables: readonly TableFile[], gone: AbortSignal): Promise<Buffer | null> {
  if (gone.aborted) return null;
  const ended = AbortSignal.any([gone, AbortSignal.timeout(longest)]);
  const thread = new Worker(new URL('./workbook-worker.mjs', import.meta.url), { execArgv: [] });
  // a process that is asked to end does not wait for it
  thread.unref();
  const answer = once(thread, 'message', { signal: ended });
  // read below: what went wrong while the lines were still being read is told there
  answer.catch(() => {});
  try {
    for (const { name, columns, rows } of tables) {
      thread.postMessage({ sheet: { name, columns } });
      for await (const some of rows) {
        ended.throwIfAborted();
        thread.postMessage({ rows: some });
      }
    }
    thread.postMessage({});
    const [bytes] = (await answer) as [Uint8Array];
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (gone.aborted) return null;
    if (ended.aborted) throw new Unavailable('too_busy');
    throw error;
  } finally {
    await thread.terminate();
  }
}
