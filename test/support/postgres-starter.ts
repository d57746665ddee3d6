import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';

/** How the test files, which may run in processes of their own, find the starter of the run. */
export const starterVariable = 'HALL_TEST_STARTER';

/** Starts something with an address when it is asked for the first time, and tells everybody who asks that address. */
export interface Starter<Started> {
  readonly port: number;
  /** answers nobody any more; what was started, or null */
  close(): Promise<Started | null>;
}

/** `start` runs at most once, in this process; callers in other processes ask with `askStarter`. */
export async function serveOnRequest<Started extends { readonly url: string }>(
  start: () => Promise<Started>,
): Promise<Starter<Started>> {
  let started: Promise<Started> | null = null;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    started ??= start();
    started.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // a run that has nothing else to do ends
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the starter has no port');
  return {
    port: address.port,
    close: async () => {
      server.close();
      return started === null ? null : started.catch(() => null);
    },
  };
}

/** The address of what the starter at this port has started, or starts now. */
export async function askStarter(port: number): Promise<string> {
  const answer: unknown = JSON.parse(await text(connect(port, '127.0.0.1')));
  if (typeof answer === 'object' && answer !== null) {
    if ('url' in answer && typeof answer.url === 'string') return answer.url;
    if ('error' in answer) throw new Error(`PostgreSQL does not start: ${answer.error}`);
  }
  throw new Error('the starter answers nonsense');
}
