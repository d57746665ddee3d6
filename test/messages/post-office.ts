import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How the server treats mail at the moment. */
export type Mood = 'accepts' | 'refuses' | 'knows nobody' | 'closes in the middle' | 'forgets to answer';

export interface PostOffice {
  readonly url: string;
  mood: Mood;
  /** happens when a mail is kept and before the other side is told so; null: nothing */
  onAccepted: (() => Promise<void>) | null;
  /** happens when the whole of a mail has arrived, whatever is answered then; null: nothing */
  onArrived: (() => void) | null;
  /** what was accepted, in order */
  readonly mails: ParsedMail[];
  readonly raw: string[];
  /** how many connections it has had */
  connections: number;
  close(): Promise<void>;
}

/** A real SMTP server on a free port that keeps what it accepts. */
export async function openPostOffice({ tls = false } = {}): Promise<PostOffice> {
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    // with a certificate that nobody vouches for
    secure: tls,
    logger: false,
    onRcptTo(_address, _session, done) {
      if (office.mood === 'refuses') done(refusal(451, '4.3.0 come back later'));
      else if (office.mood === 'knows nobody') done(refusal(550, '5.1.1 no such mailbox'));
      else done();
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (office.mood === 'closes in the middle') for (const socket of sockets) socket.destroy();
      });
      stream.on('end', () => {
        office.onArrived?.();
        if (office.mood !== 'accepts') return;
        const bytes = Buffer.concat(parts);
        simpleParser(bytes).then(async (mail) => {
          office.raw.push(bytes.toString('utf8'));
          office.mails.push(mail);
          await office.onAccepted?.();
          done();
        }, done);
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    office.connections += 1;
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const office: PostOffice = {
    url: `${tls ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    mood: 'accepts',
    onAccepted: null,
    onArrived: null,
    mails: [],
    raw: [],
    connections: 0,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return office;
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** An address on which nobody listens. */
export async function deadAddress(): Promise<string> {
  const probe: Server = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return `smtp://127.0.0.1:${port}`;
}
