import type { IncomingMessage } from 'node:http';
import type { Namespace } from 'socket.io';
import type { CounterClientToServer, CounterServerToClient } from './events.ts';
import type { Joined } from './screen-watch.ts';
import type { Timing } from './timing.ts';

/**
 * A socket of the staff's view outlives the session or key that let it in by five seconds at most, however slow the database is: the pause between
 * two rounds, and how long a round may wait for its answer. Milliseconds.
 */
export const authoriseEvery = 3000;
export const answerWithin = 2000;

export type CounterSpace = Namespace<
  CounterClientToServer,
  CounterServerToClient,
  Readonly<Record<never, never>>,
  Joined
>;

/** Who asks for the staff's view of a site. */
export interface Asked {
  readonly handshake: IncomingMessage;
  readonly site: string;
  /** what `auth` brought */
  readonly key: string | null;
}

/**
 * Whoever has signed out, was signed out, has another role or whose key was revoked hears no more. Of whom nobody can say in time is cut off too, and
 * comes back by a handshake of its own. Answers how to stop.
 */
export function keepAuthorising(
  counter: CounterSpace,
  authoriseAgain: (asked: readonly Asked[]) => Promise<readonly boolean[]>,
  timing: Timing,
  failed: (error: unknown) => void,
): () => void {
  let stop = (): void => {};
  let closed = false;
  const authoriseAll = async (): Promise<void> => {
    const sockets = [...counter.sockets.values()];
    if (sockets.length === 0) return;
    const cutOff = (): void => {
      if (!closed) for (const socket of sockets) socket.conn.close();
    };
    const callOff = timing.later(answerWithin, cutOff);
    const still = await authoriseAgain(
      sockets.map(({ request: handshake, handshake: { auth }, data: { site } }) => ({
        handshake,
        site,
        key: keyOf(auth),
      })),
    )
      .catch((error: unknown) => {
        cutOff();
        throw error;
      })
      .finally(callOff);
    // with its connection, which would let it join again by the handshake of before
    for (const [index, socket] of sockets.entries()) if (still[index] !== true) socket.disconnect(true);
  };
  const plan = (): void => {
    if (closed) return;
    stop = timing.later(authoriseEvery, () => {
      // one round after another; one that is late has cut off whom it asked about
      authoriseAll().catch(failed).finally(plan);
    });
  };
  plan();
  return () => {
    closed = true;
    stop();
  };
}

/** The key that `auth` of a handshake brought. */
export function keyOf(auth: Readonly<Record<string, unknown>>): string | null {
  return typeof auth['key'] === 'string' ? auth['key'] : null;
}
