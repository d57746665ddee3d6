import type { RecognisedFile } from '../../domain/agency/file-kind.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { BesideLoop } from '../beside-loop.ts';
import { Unavailable } from '../unavailable.ts';

/** One whole file in memory, however many arrive at once. */
const bounds = { atOnce: 60, longest: 20_000 };
let thread: BesideLoop<string, Outcome<RecognisedFile>> | undefined;

/** `lookAt` beside the loop that serves: the largest file that is crafted takes seconds. Throws Unavailable when too many wait, or it takes too long. */
export async function lookBeside(path: string): Promise<Outcome<RecognisedFile>> {
  thread ??= new BesideLoop(new URL('./look-thread.ts', import.meta.url), bounds);
  const said = await thread.ask(path);
  if (said.kind === 'answer') return said.answer;
  throw new Unavailable(said.kind === 'busy' ? 'too_busy' : 'too_slow');
}
