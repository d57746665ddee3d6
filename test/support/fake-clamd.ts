import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** What it says of a file: `null`, nothing at all, ever. */
type Say = (file: Buffer) => string | null;

/** Speaks as clamd does (clamd(8), INSTREAM), over a socket, and keeps what it was sent. */
export class FakeClamd {
  readonly files: Buffer[] = [];
  say: Say = () => 'stream: OK';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
      let heard = Buffer.alloc(0);
      socket.on('data', (piece: Buffer) => {
        heard = Buffer.concat([heard, piece]);
        const file = wholeFile(heard);
        if (file === null) return;
        heard = Buffer.alloc(0);
        this.files.push(file);
        const said = this.say(file);
        if (said !== null) socket.end(`${said}\0`);
      });
    });
  }

  /** At a path, or at a port of this machine (null). */
  static async start(path: string | null): Promise<FakeClamd> {
    const own = new FakeClamd();
    if (path === null) own.#server.listen(0, '127.0.0.1');
    else own.#server.listen(path);
    await once(own.#server, 'listening');
    return own;
  }

  /** As the setting CLAMAV_SOCKET names it. */
  get address(): string {
    const at = this.#server.address();
    return typeof at === 'string' ? at : `127.0.0.1:${at?.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** The file in "zINSTREAM\0", pieces with their lengths, and an empty one; null: not all of it is there. */
function wholeFile(heard: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (heard.length < command.length) return null;
  if (heard.toString('latin1', 0, command.length) !== command) throw new Error('not what clamd is asked');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
