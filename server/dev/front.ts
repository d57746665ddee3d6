import {
  createServer,
  type IncomingMessage,
  request as makeRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** Passes everything on to the server, and has every page load again when the server has started anew. */
export interface Front {
  readonly server: Server;
  /** the server listens: open pages load again, and requests that waited go on */
  up(): void;
  /** the server is on its way: requests wait */
  down(): void;
  /** the server has ended by itself: requests are told so */
  failed(): void;
}

const script = '/dev/reload.js';
const starts = '/dev/starts';
// from the same address, so that the content policy of the pages allows it as it is
const reload = `let first;
new EventSource('${starts}').onmessage = ({ data }) => {
  first ??= data;
  if (data !== first) location.reload();
};`;

/** `port`: where the server listens on this machine. */
export function makeFront(port: number): Front {
  const pages = new Set<ServerResponse>();
  let started = 0;
  let ready = waiting();
  const tell = (page: ServerResponse): unknown => page.write(`data: ${process.pid}-${started}\n\n`);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === script) response.setHeader('Content-Type', 'text/javascript').end(reload);
    else if (request.url === starts) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      pages.add(response);
      response.once('close', () => pages.delete(response));
      // a page that connects while the server is away is one of the last start
      tell(response);
    } else if (await ready.promise) await passOn(port, request, response);
    else
      response
        .setHeader('Content-Type', 'text/html')
        .writeHead(502)
        .end(withScript('<head></head>The server has ended, see its output.'));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    void ready.promise.then((up) => (up ? passSocketOn(port, request, socket, head) : socket.destroy()));
  });
  return {
    server,
    up: () => {
      started += 1;
      ready.settle(true);
      for (const page of pages) tell(page);
    },
    down: () => {
      ready.settle(false);
      ready = waiting();
    },
    failed: () => ready.settle(false),
  };
}

interface Waiting {
  readonly promise: Promise<boolean>;
  settle(up: boolean): void;
}

function waiting(): Waiting {
  let settle: (up: boolean) => void = () => {};
  const promise = new Promise<boolean>((settled) => {
    settle = settled;
  });
  return { promise, settle };
}

async function passOn(port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = { ...request.headers };
  // a page must come as it is to be added to
  if (headers.accept?.includes('text/html')) delete headers['accept-encoding'];
  const asked = makeRequest({ host: '127.0.0.1', port, method: request.method, path: request.url, headers });
  request.pipe(asked);
  const given = await new Promise<IncomingMessage>((answered, failed) => {
    asked.once('response', answered).once('error', failed);
  });
  const { statusCode = 502, headers: got } = given;
  const isPage = got['content-type']?.startsWith('text/html') && request.method !== 'HEAD';
  if (!isPage) {
    response.writeHead(statusCode, got);
    given.pipe(response);
    return;
  }
  const page = Buffer.from(withScript((await buffer(given)).toString()));
  response.writeHead(statusCode, { ...got, 'content-length': String(page.length) }).end(page);
}

function withScript(page: string): string {
  return page.replace('</head>', `<script type="module" src="${script}"></script></head>`);
}

function passSocketOn(port: number, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const other = connect(port, '127.0.0.1', () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let at = 0; at < request.rawHeaders.length; at += 2)
      lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
    other.write(`${lines.join('\r\n')}\r\n\r\n`);
    other.write(head);
    socket.pipe(other).pipe(socket);
  });
  other.on('error', () => socket.destroy());
  other.on('close', () => socket.destroy());
  socket.on('close', () => other.destroy());
}
