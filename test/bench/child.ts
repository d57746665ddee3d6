import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process of the bench: it says where it listens, and answers questions. */
export interface Child {
  readonly url: string;
  ask<T>(question: string, detail?: unknown): Promise<T>;
  end(): Promise<void>;
}

interface Answer {
  readonly to: number;
  readonly value: unknown;
  readonly error?: string;
}

const folder = resolve(import.meta.dirname, 'servers');
/** with this variable every process leaves a CPU profile in that folder */
const profiles = process.env['BENCH_PROFILES'];

/** The settings of memory that `npm start` begins with. */
const { memory, own } = asStarted();

function asStarted(): { readonly memory: Readonly<Record<string, string>>; readonly own: readonly string[] } {
  const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const words = manifest.scripts.start.split(' ');
  const settings = words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=', 2));
  return { memory: Object.fromEntries(settings), own: words.filter((word) => word.startsWith('--')) };
}

/** As the real thing runs, joined into one file; a profile would not know that file's parts. */
function command(name: string, settings: object): { readonly run: string[]; readonly flags: string[] } {
  const source = resolve(folder, `${name}.ts`);
  const flags = ['--no-warnings', '--expose-gc', ...own];
  if (profiles === undefined) return { run: [resolve(folder, '../../../server/run.mjs'), source], flags };
  const variant = 'variant' in settings ? `-${settings.variant}` : '';
  const directory = resolve(profiles, `${name}${variant}`);
  return { run: [source], flags: [...flags, '--import', 'tsx', '--cpu-prof', `--cpu-prof-dir=${directory}`] };
}

/** Starts `servers/<name>.ts`; `settings` are its first argument, as JSON. */
export async function startChild(name: string, settings: object = {}): Promise<Child> {
  const { run, flags } = command(name, settings);
  const [module = '', ...given] = run;
  const child = fork(module, [...given, JSON.stringify(settings)], {
    execArgv: flags,
    env: { ...memory, PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  const exit = new Promise<void>((ended) => {
    child.once('exit', () => {
      running.delete(child);
      ended();
    });
  });
  const url = await new Promise<string>((found, failed) => {
    child.once('message', (message) => found(String((message as { url: string }).url)));
    child.once('exit', (code) => failed(new Error(`${name} ended with ${code} before it listened`)));
  });
  let asked = 0;
  return {
    url,
    ask: <T>(question: string, detail: unknown = null) => {
      asked += 1;
      const number = asked;
      return new Promise<T>((answered, failed) => {
        const hear = (message: unknown): void => {
          const { to, value, error } = message as Answer;
          if (to !== number) return;
          child.off('message', hear);
          if (error === undefined) answered(value as T);
          else failed(new Error(`${name}: ${error}`));
        };
        child.on('message', hear);
        child.send({ number, question, detail });
      });
    },
    end: () => {
      if (profiles === undefined) child.kill('SIGKILL');
      else child.disconnect();
      return exit;
    },
  };
}
