import { BesideLoop } from '../../actions/beside-loop.ts';
import type { Picture } from './picture.ts';

const bounds = { atOnce: 12, longest: 12_000 };
let thread: BesideLoop<Picture, Uint8Array> | undefined;

/** Draws in a thread beside the loop that serves. Null: too many want one at once, or it took too long. */
export async function pictureBeside(picture: Picture): Promise<Buffer | null> {
  thread ??= new BesideLoop(new URL('./picture-thread.ts', import.meta.url), bounds);
  const said = await thread.ask(picture);
  return said.kind === 'answer' ? Buffer.from(said.answer) : null;
}
