import { loggableError } from './loggable.ts';

/** An error that nobody has caught ends the program, as ever; node itself would print all that is in it, rows of the database too. */
export function tellLastError(): void {
  process.on('uncaughtException', (error) => {
    console.error(JSON.stringify({ err: loggableError(error), msg: 'an error that nobody has caught' }));
    process.exit(1);
  });
}
