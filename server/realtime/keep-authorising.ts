import type { IncomingMessage } from 'node:http';
import type { Namespace } from 'socket.io';
import type { CounterClientToServer, CounterServerToClient } from './events.ts';
import type { Joined } from './screen-watch.ts';
import type { Timing } from './timing.ts';

/** how long a socket of the staff's view may outlive the session or key that let it in, with the time that asking takes below five seconds */
const authoriseEvery = 4000;

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

/** Whoever has signed out, was signed out or whose key was revoked hears no more. Answers how to stop. */
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
    const still = await authoriseAgain(
      sockets.map(({ request: handshake, handshake: { auth }, data: { site } }) => ({
        handshake,
        site,
        key: keyOf(auth),
      })),
    );
    for (const [index, socket] of sockets.entries()) if (still[index] !== true) socket.disconnect();
  };
  const plan = (): void => {
    if (closed) return;
    stop = timing.later(authoriseEvery, () => {
      // one round after another, however long one takes
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
