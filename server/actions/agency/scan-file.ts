import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Config } from '../../config.ts';
import { second } from '../../domain/calendar/durations.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { System } from '../system.ts';

/** Milliseconds for the whole file, its way there included. */
const answersWithin = 20 * second;
const pieceLength = 64 * 1024;

/**
 * Asks ClamAV about the first `length` bytes of a file (INSTREAM of clamd: pieces with their length before them, an empty one at the end). Accepts where there
 * is no scanner (CLAMAV_SOCKET). Refuses with upload_infected, and with upload_unscanned when it does not answer or says anything else.
 */
export async function scanFile(
  { config, log }: Pick<System, 'config' | 'log'>,
  path: string,
  length: number,
  within = answersWithin,
): Promise<Outcome<null>> {
  if (config.clamavSocket === null) return accept(null);
  try {
    const said = await askScanner(config.clamavSocket, path, { length, within });
    if (/^stream: OK\0?$/.test(said)) return accept(null);
    if (/ FOUND\0?$/.test(said)) {
      log.warn({ found: said.slice(0, 200) }, 'a file that was uploaded is infected');
      return refuse('upload_infected');
    }
    log.error({ said: said.slice(0, 200) }, 'the scanner did not look at a file');
  } catch (error) {
    log.error({ err: error }, 'the scanner does not answer');
  }
  return refuse('upload_unscanned');
}

async function askScanner(
  where: NonNullable<Config['clamavSocket']>,
  path: string,
  { length, within }: { readonly length: number; readonly within: number },
): Promise<string> {
  const socket = 'path' in where ? connect(where.path) : connect(where.port, where.host);
  const timer = setTimeout(() => socket.destroy(new Error('it took too long')), within);
  try {
    const answer = answerOf(socket);
    // whoever waits for the answer is told what went wrong, even while the file is still on its way
    await Promise.race([answer, send(socket, path, length).then(() => answer)]);
    return await answer;
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function send(socket: Socket, path: string, length: number): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of createReadStream(path, { end: length - 1, highWaterMark: pieceLength })) {
    const bytes = piece as Buffer;
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    socket.write(size);
    if (!socket.write(bytes)) await drained(socket);
  }
  socket.write(Buffer.alloc(4));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', resolve);
  });
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      said = (said + text).slice(0, 1000);
      if (said.includes('\0')) resolve(said);
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(said));
  });
}
