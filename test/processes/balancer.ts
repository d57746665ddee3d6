import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One address in front of several processes: each connection goes to the next that takes it, whole, and nothing sticks. */
export interface Balancer {
  readonly url: string;
  /** which addresses there are */
  use(urls: readonly string[]): void;
  close(): void;
}

export async function startBalancer(): Promise<Balancer> {
  let targets: readonly URL[] = [];
  let turn = 0;
  const open = new Set<Socket>();
  const pass = (client: Socket, tries: number): void => {
    const target = targets[turn % targets.length];
    turn += 1;
    if (target === undefined || tries <= 0) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    const refused = (): void => pass(client, tries - 1);
    upstream.once('error', refused);
    upstream.once('connect', () => {
      upstream.off('error', refused);
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
      client.once('close', () => upstream.destroy());
      upstream.once('close', () => client.destroySoon());
      client.pipe(upstream).pipe(client);
    });
  };
  const server: Server = createServer({ pauseOnConnect: true }, (client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    pass(client, 10);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use: (urls) => {
      targets = urls.map((url) => new URL(url));
    },
    close: () => {
      server.close();
      for (const client of open) client.destroy();
    },
  };
}
