import { performance } from 'node:perf_hooks';
import type { RequestHandler } from 'express';
import { Unavailable } from '../../actions/unavailable.ts';
import { addressOf } from '../request/actor-of.ts';
import { networkOf } from '../request/network-of.ts';

/** Of one network: more than an office has people. */
const mostWaiting = 300;
/** Looks after which the next one begins however busy the loop is, about a millisecond each. */
const mostLooks = 10;

/** Begins something when the loop has rested for as long as it has worked since now, or after a while however busy it is. */
function whenRested(begin: () => void): void {
  const since = performance.eventLoopUtilization();
  let looks = 0;
  const look = (): void => {
    const { active, idle } = performance.eventLoopUtilization(since);
    looks += 1;
    if (idle >= active || looks >= mostLooks) begin();
    else setTimeout(look, 1);
  };
  setTimeout(look, 1);
}

/**
 * Of requests that come at once one begins, and the next when the loop has rested, so that sixty pages are not made one behind the other
 * while everybody else waits. Networks take turns: whoever sends many waits behind their own. More than `most` of one network are told to come again.
 */
export function inTurn(
  later: (begin: () => void) => void = whenRested,
  most: number = mostWaiting,
): RequestHandler {
  const waiting = new Map<string, (() => void)[]>();
  let resting = false;
  const goOn = (): void => {
    const [first] = waiting;
    resting = first !== undefined;
    if (first === undefined) return;
    const [network, [begin, ...others]] = first;
    waiting.delete(network);
    if (others.length > 0) waiting.set(network, others);
    later(goOn);
    begin?.();
  };
  return (request, _response, next) => {
    const network = networkOf(addressOf(request) ?? '');
    const line = waiting.get(network) ?? [];
    if (line.length >= most) {
      next(new Unavailable('too_busy'));
      return;
    }
    line.push(() => {
      // whoever has gone meanwhile needs no page
      if (request.socket.destroyed !== true) next();
    });
    waiting.set(network, line);
    if (!resting) goOn();
  };
}
