import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a program and its database, as a firewall that forgets connections does. */
export interface SilentProxy {
  readonly port: number;
  /** nothing goes through the connections that exist, in either direction, and nobody is told; new ones work */
  silence(): void;
  close(): void;
}

export async function silentProxy(target: number): Promise<SilentProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const silenced = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        // the other end is not told of what a silenced connection does
        if (silenced.has(pair)) return;
        for (const each of pair) each.destroy();
        pairs.delete(pair);
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      for (const pair of pairs) {
        const [near, far] = pair;
        silenced.add(pair);
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.pause();
      }
    },
    close: () => {
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
  };
}
