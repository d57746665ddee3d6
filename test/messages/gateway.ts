import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP server on a free port that records what it is sent and answers what the test says. */
export interface Gateway {
  readonly url: string;
  readonly received: Received[];
  /** null: takes the request and never answers */
  answer: { readonly status: number; readonly body: string; readonly location?: string } | null;
  /** happens with every request; null: nothing */
  onReceived: (() => void) | null;
  close(): Promise<void>;
}

export async function openGateway(): Promise<Gateway> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://gateway');
      gateway.received.push({
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      });
      gateway.onReceived?.();
      if (gateway.answer === null) return;
      const { status, body, location } = gateway.answer;
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: Gateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    onReceived: null,
    answer: { status: 200, body: 'thanks' },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return gateway;
}
