import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Connections of those who never finish what they began. */
export interface StubbornPeers {
  /** resolves when every connection has been closed by the other side */
  readonly gone: Promise<void>;
  drop(): void;
}

/** Somebody who says nothing, somebody who stops in the middle of a POST, and a screen that does not answer. */
export async function stubbornPeers(url: string): Promise<StubbornPeers> {
  const { hostname, port } = new URL(url);
  const open = (said: string): Promise<Socket> =>
    new Promise((opened, failed) => {
      const socket = connect(Number(port), hostname, () => {
        if (said === '') opened(socket);
        else socket.write(said, () => opened(socket));
      });
      socket.once('error', failed);
    });
  const half = `POST /api/v1/bookings HTTP/1.1\r\nhost: hall\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"site":`;
  const sockets = [await open(''), await open(half), await upgraded(url)];
  const gone = Promise.all(
    sockets.map((socket) => {
      socket.on('error', () => {});
      socket.resume();
      return new Promise<void>((closed) => socket.once('close', () => closed()));
    }),
  );
  return {
    gone: gone.then(() => {}),
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A WebSocket whose other end never reads a frame, so that it never answers one that closes. */
function upgraded(url: string): Promise<Socket> {
  return new Promise((opened, failed) => {
    const asked = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    asked.once('upgrade', (_response, socket) => opened(socket as Socket));
    asked.once('error', failed);
    asked.end();
  });
}

/** Takes so many milliseconds over each mail. */
export async function slowPostOffice(milliseconds: number) {
  const accepted: string[] = [];
  let begun = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      begun += 1;
      stream.resume();
      stream.once('end', () => {
        setTimeout(() => {
          accepted.push(...session.envelope.rcptTo.map(({ address }) => address));
          done();
        }, milliseconds);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted: (): readonly string[] => accepted,
    begun: (): number => begun,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
