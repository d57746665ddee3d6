import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { elapsed } from './clock.ts';

/** Requests that are on their way when we are told to stop still arrive within this. Milliseconds. */
const onTheirWay = 150;

export interface Stopping {
  /** what was on its way has arrived */
  readonly quiet: Promise<void>;
  /** no connection is left */
  readonly closed: Promise<void>;
}

/**
 * Takes no new connections, answers what is under way, and closes each connection once it is idle. HTTP's own `close` would drop at once a
 * connection whose request has been sent but not read.
 */
export function stopListening(server: Server): Stopping {
  if (!server.listening) return { closed: Promise.resolve(), quiet: Promise.resolve() };
  const closed = nobodyWaits(server).then(
    () => new Promise<void>((done) => NetServer.prototype.close.call(server, () => done())),
  );
  const quiet = new Promise<void>((resolve) => setTimeout(resolve, onTheirWay));
  void quiet.then(() => {
    const timer = setInterval(() => server.closeIdleConnections(), 25);
    void closed.then(() => clearInterval(timer));
  });
  return { closed, quiet: Promise.race([quiet, closed]) };
}

/**
 * The system takes connections before we do and keeps them in a queue, which `close` throws away, requests and all. Each turn of the loop
 * empties it: after one that brought nobody, only those of the last microseconds can be in it.
 */
async function nobodyWaits(server: Server): Promise<void> {
  let came = true;
  const note = (): void => {
    came = true;
  };
  server.on('connection', note);
  const until = elapsed() + onTheirWay;
  await turn();
  while (came && elapsed() < until) {
    came = false;
    await turn();
  }
  server.off('connection', note);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
