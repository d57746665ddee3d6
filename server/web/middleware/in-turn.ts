import type { RequestHandler } from 'express';

/**
 * Of requests that come at once each begins in a turn of the loop of its own, in their order, so that sixty pages are not made one behind the other
 * while everybody else waits.
 */
export function inTurn(later: (run: () => void) => void = setImmediate): RequestHandler {
  const waiting: (() => void)[] = [];
  let planned = false;
  const plan = (): void => {
    planned = true;
    later(() => {
      planned = false;
      const begin = waiting.shift();
      if (waiting.length > 0) plan();
      begin?.();
    });
  };
  return (_request, _response, next) => {
    waiting.push(next);
    if (!planned) plan();
  };
}
