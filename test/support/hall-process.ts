import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export interface ProcessExit {
  /** null: ended by a signal */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The program as a process of its own, listening. */
export interface HallProcess {
  readonly url: string;
  /** of what was started: npm's, when it was started through npm */
  readonly pid: number;
  /** everything that it has printed so far, errors too */
  output(): string;
  /** resolves when it has ended, by whatever */
  readonly exit: Promise<ProcessExit>;
  /** asks it to end, or ends it (SIGKILL), and answers how it ended */
  end(signal?: NodeJS.Signals): Promise<ProcessExit>;
}

export interface ProcessOptions {
  readonly databaseUrl: string;
  /** how it is started; without npm when it is absent */
  readonly command?: readonly [program: string, ...given: string[]];
  readonly clockStart?: string;
  /** whose `var` it has; absent: that of this checkout */
  readonly cwd?: string;
  /** as which user, when we are root */
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** told of everything that it prints, at once */
  readonly printed?: (text: string) => void;
}

const root = resolve(import.meta.dirname, '../..');
const opened = /^(?:The hall is open at | {2}hall display +)(http:\/\/[^\s/]+)/m;
const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface Spawned {
  readonly child: ChildProcess;
  readonly exit: Promise<ProcessExit>;
  output(): string;
}

/** Starts it on a free port and waits until it listens; throws with what it printed when it ends before that. */
export async function startProcess(options: ProcessOptions): Promise<HallProcess> {
  const spawned = run(options);
  const { child, exit, output } = spawned;
  const url = await Promise.race([
    new Promise<string>((found) => {
      child.stdout?.on('data', () => {
        const line = opened.exec(output());
        if (line?.[1] !== undefined) found(line[1]);
      });
    }),
    exit.then(({ code }) => {
      throw new Error(`the process ended with ${code} before it listened:\n${output()}`);
    }),
  ]);
  return {
    url,
    pid: child.pid ?? 0,
    output,
    exit,
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exit;
    },
  };
}

/** Runs it until it ends by itself, for starts that must fail. */
export async function runToEnd(options: ProcessOptions): Promise<ProcessExit & { readonly output: string }> {
  const { exit, output } = run(options);
  return { ...(await exit), output: output() };
}

function run({
  databaseUrl,
  command,
  clockStart,
  cwd = root,
  uid,
  env,
  printed: tell,
}: ProcessOptions): Spawned {
  const ours = [process.execPath, join(root, 'server/run.mjs'), join(root, 'server/main.ts')] as const;
  const [program, ...given] = command ?? ours;
  const child = spawn(program, given, {
    cwd,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: '0',
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: 'a secret of at least thirty-two characters',
      ADMIN_PASSWORD: 'a password for tests only',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      ...(clockStart === undefined ? {} : { CLOCK_START: clockStart }),
      ...env,
    },
  });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      tell?.(text);
    });
  const exit = new Promise<ProcessExit>((ended) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      ended({ code, signal });
    });
  });
  return { child, exit, output: () => printed };
}
