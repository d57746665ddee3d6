import { elapsed } from './clock.ts';
import { longestClose } from './compose.ts';
import { plainError } from './loggable.ts';

/** A terminal's Ctrl-C comes from the terminal and from npm as well: within this it is the same press. Milliseconds. */
const samePress = 1000;
/** Closing may take `longestClose`; if it takes longer, something is wrong with it. Milliseconds. */
const lastMoment = longestClose + 500;

/**
 * Ends the program with 0 on SIGTERM or SIGINT, whatever it waits for, at once when asked again. Answers how to say what is to be closed
 * first; until then there is nothing.
 */
export function endWhenAsked(): (close: () => Promise<void>) => void {
  let close = async (): Promise<void> => {};
  let askedAt: number | null = null;
  const ask = (): void => {
    if (askedAt !== null) {
      if (elapsed() - askedAt > samePress) process.exit(1);
      return;
    }
    askedAt = elapsed();
    setTimeout(() => process.exit(0), lastMoment);
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(plainError(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ask);
  // whoever read what we print may have gone before us
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return (closeFirst) => {
    close = closeFirst;
  };
}
