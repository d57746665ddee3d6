import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { elapsed } from './clock.ts';

/** Requests that are on their way when we are told to stop still arrive within this. Milliseconds. */
const onTheirWay = 150;

/** How long whoever is connected has to finish, once we are told to stop. Milliseconds. */
export const grace = 10_000;

export interface Stopping {
  /** what was on its way has arrived */
  readonly quiet: Promise<void>;
  /** no connection is left */
  readonly closed: Promise<void>;
}

/** Every connection of a server that is about to listen, those that were upgraded too: HTTP forgets them. */
export function connectionsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/**
 * Takes no new connections, answers what is under way, closes each connection once it is idle, and after the grace whatever is left. HTTP's
 * own `close` would drop at once a connection whose request has been sent but not read.
 */
export function stopListening(
  server: Server,
  connections: ReadonlySet<Socket>,
  arriving = onTheirWay,
): Stopping {
  if (!server.listening) return { closed: Promise.resolve(), quiet: Promise.resolve() };
  const closed = nobodyWaits(server, arriving).then(
    () => new Promise<void>((done) => NetServer.prototype.close.call(server, () => done())),
  );
  const quiet = new Promise<void>((resolve) => setTimeout(resolve, arriving));
  const end = setTimeout(() => drop(connections, () => true), grace);
  void closed.then(() => clearTimeout(end));
  void quiet.then(() => {
    const timer = setInterval(() => {
      server.closeIdleConnections();
      // to HTTP, who has never sent anything is not idle
      drop(connections, ({ bytesRead }) => bytesRead === 0);
    }, 25);
    void closed.then(() => clearInterval(timer));
  });
  return { closed, quiet: Promise.race([quiet, closed]) };
}

function drop(connections: ReadonlySet<Socket>, which: (socket: Socket) => boolean): void {
  for (const socket of connections) if (which(socket)) socket.destroy();
}

/**
 * The system takes connections before we do and keeps them in a queue, which `close` throws away, requests and all. Each turn of the loop
 * empties it: after one that brought nobody, only those of the last microseconds can be in it.
 */
async function nobodyWaits(server: Server, arriving: number): Promise<void> {
  let came = true;
  const note = (): void => {
    came = true;
  };
  server.on('connection', note);
  const until = elapsed() + arriving;
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
