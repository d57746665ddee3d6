import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { makeFront } from './front.ts';

// `npm run dev`: the server starts anew when a source changes, and the pages that are open load again. What makes them do so stands in
// front of the server, so that the server itself is the one that runs in earnest.
const root = fileURLToPath(new URL('../..', import.meta.url));
const port = Number(process.env['PORT'] ?? 3000);
const address = `http://127.0.0.1:${port}`;
/** Milliseconds: an editor saves several files at once. */
const settle = 100;
/** Milliseconds until a server that still has screens connected is ended: nobody waits for it here. */
const patience = 800;

const inner = await freePort();
const front = makeFront(inner);
let server = start();
let restart: NodeJS.Timeout | undefined;

for (const folder of ['server', 'views', 'public', 'db', 'seeds'])
  watch(root + folder, { recursive: true }, () => {
    clearTimeout(restart);
    restart = setTimeout(() => void startAnew(), settle);
  });
front.server.listen(port, '127.0.0.1', () => console.log(`Change a file: the pages at ${address} follow.`));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end(server).finally(() => process.exit(0)));

function start(): ChildProcess {
  const child = spawn(process.execPath, ['server/run.mjs', 'server/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(inner), BASE_URL: address },
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    if (text.includes('The hall is open at')) front.up();
  });
  // the next change starts it again
  child.once('exit', (code) => {
    if (child === server && code !== 0) front.failed();
  });
  return child;
}

let ending: Promise<void> | null = null;
async function startAnew(): Promise<void> {
  if (ending !== null) return;
  front.down();
  ending = end(server);
  await ending;
  ending = null;
  server = start();
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((ended) => {
    const last = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(last);
      ended();
    });
    child.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const given = probe.address();
      probe.close(() => found(typeof given === 'object' && given !== null ? given.port : 0));
    });
  });
}
