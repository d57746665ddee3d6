import { BesideLoop } from '../../../actions/beside-loop.ts';
import type { ReadTable, TableRefusal } from './read-table.ts';

type Read = ReadTable | { readonly refused: TableRefusal | 'busy' };

const bounds = { atOnce: 4, longest: 15_000 };
let thread: BesideLoop<Uint8Array, Read> | undefined;

/** Reads a spreadsheet beside the loop that serves: unpacking and parsing one takes longer than it may be held. */
export async function readBeside(bytes: Uint8Array): Promise<Read> {
  thread ??= new BesideLoop(new URL('./table-thread.ts', import.meta.url), bounds);
  const said = await thread.ask(bytes).catch((): { kind: 'failed' } => ({ kind: 'failed' }));
  if (said.kind === 'answer') return said.answer;
  return { refused: said.kind === 'busy' ? 'busy' : 'unreadable' };
}
