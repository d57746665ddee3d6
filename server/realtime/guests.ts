import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';

export interface GuestCap {
  /** sockets of strangers at once: of one network, and of all together in this process */
  readonly perNetwork: number;
  readonly inAll: number;
  /** null: it says nothing of where somebody is, so only all together count */
  networkOf(handshake: IncomingMessage): string | null;
  /** a paired machine or somebody who is signed in: not counted */
  isKnown(handshake: IncomingMessage): Promise<boolean>;
  /** somebody was turned away */
  refused(): void;
  failed(error: unknown): void;
}

export interface Guests {
  /** decides on a handshake, as Socket.IO's `allowRequest` */
  allow(handshake: IncomingMessage, answer: (problem: string | null, allowed: boolean) => void): void;
  /** strangers with a socket now */
  count(): number;
  /** a socket frees its place when it closes */
  watch(engine: Server['engine']): void;
}

/**
 * Sockets cost memory and a board each, and anybody can open one. A place is taken with the handshake, not with the join, so that those who never
 * join count too.
 */
export function makeGuests({ perNetwork, inAll, networkOf, isKnown, refused, failed }: GuestCap): Guests {
  /** taken with a handshake that is not a socket yet */
  const places = new WeakMap<IncomingMessage, { free(): void; become(): void }>();
  const byNetwork = new Map<string, number>();
  let all = 0;

  const take = (handshake: IncomingMessage): boolean => {
    const network = networkOf(handshake);
    const there = network === null ? 0 : (byNetwork.get(network) ?? 0);
    if (all >= inAll || there >= perNetwork || handshake.socket.destroyed) return false;
    all += 1;
    if (network !== null) byNetwork.set(network, there + 1);
    let held = true;
    const free = (): void => {
      if (!held) return;
      held = false;
      all -= 1;
      if (network === null) return;
      const left = (byNetwork.get(network) ?? 1) - 1;
      if (left === 0) byNetwork.delete(network);
      else byNetwork.set(network, left);
    };
    // a handshake that breaks off never becomes a socket; one that polls outlives its connection
    handshake.socket.once('close', free);
    places.set(handshake, { free, become: () => handshake.socket.off('close', free) });
    return true;
  };

  return {
    allow: (handshake, answer) => {
      const decide = (known: boolean): void => {
        const allowed = known || take(handshake);
        if (!allowed) refused();
        answer(allowed ? null : 'too_many_sockets', allowed);
      };
      isKnown(handshake).then(decide, (error: unknown) => {
        failed(error);
        decide(false);
      });
    },
    count: () => all,
    watch: (engine) => {
      engine.on(
        'connection',
        (socket: { request: IncomingMessage; once(event: 'close', run: () => void): void }) => {
          const place = places.get(socket.request);
          if (place === undefined) return;
          place.become();
          socket.once('close', place.free);
        },
      );
      engine.on('connection_error', ({ req }: { req: IncomingMessage }) => places.get(req)?.free());
    },
  };
}
