import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Programs } from './programs.ts';

const given = resolve(import.meta.dirname, '../../server/deploy/standby');
const textOf = (file: string): string => readFileSync(join(given, file), 'utf8');

/** Where the machines of one drill are: three addresses and one folder of this machine. */
export interface DrillSettings {
  readonly folder: string;
  /** first three numbers of the addresses, below 127 */
  readonly net: string;
  readonly programs: Programs;
}

/**
 * "One machine" of the three that the project's files describe: their addresses become addresses of the loopback, their folders become
 * folders of the drill, and everything else stands as it is.
 */
export class Machine {
  readonly name: string;
  readonly address: string;
  readonly #settings: DrillSettings;
  readonly #own: string;
  readonly #programs = new Map<string, ChildProcess>();

  constructor(settings: DrillSettings, number: 1 | 2 | 3) {
    this.#settings = settings;
    this.name = `db${number}`;
    this.address = `${settings.net}.1${number}`;
    this.#own = join(settings.folder, this.name);
    for (const folder of [this.#own, join(this.#own, 'run')]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { user } = settings.programs;
      if (user !== null) chownSync(folder, user.uid, user.gid);
    }
  }

  startEtcd(): void {
    const lines = textOf('etcd.env').split('\n');
    const own = lines.map((line) => (line.startsWith('ETCD_INITIAL_CLUSTER=') ? line : this.#mine(line)));
    this.#run('etcd', [], this.#settle(own.join('\n')));
  }

  startPatroni(): void {
    const file = this.file('patroni.yml', this.#settle(textOf('patroni.yml')));
    this.#run('patroni', [file], this.#settle(this.#mine(textOf('patroni.env'))));
  }

  startHaproxy(): void {
    this.#run('haproxy', ['-db', '-f', this.file('haproxy.cfg', this.#settle(textOf('haproxy.cfg')))], '');
  }

  /** Writes a file that the machine's programs may read. */
  file(name: string, text: string): string {
    const path = join(this.#own, name);
    writeFileSync(path, text);
    chmodSync(path, 0o644);
    return path;
  }

  /** The power goes: everything on it, at once. */
  kill(): void {
    for (const pid of this.#pids()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it has ended with its parent
      }
    }
    this.#programs.clear();
  }

  /** Everything on it stops dead, and nothing is closed: as when a cable is pulled. Answers how it goes on. */
  freeze(): () => void {
    const pids = this.#pids();
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    return () => {
      const awake = pids.filter((pid) => !/^\d+ \(.*\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
      if (awake.length > 0)
        throw new Error(`${awake.length} programs of ${this.name} were woken by somebody else`);
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    };
  }

  /** The end of what a program has printed. */
  log(program: string): string {
    return readFileSync(join(this.#own, `${program}.log`), 'utf8');
  }

  #pids(): number[] {
    const own = [...this.#programs.values()].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    const postmaster = this.#postmaster();
    return postmaster === null ? own : [...own, postmaster, ...childrenOf(postmaster)];
  }

  #postmaster(): number | null {
    try {
      const pid = Number(readFileSync(join(this.#own, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
      // the file outlives its process
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.#own) ? pid : null;
    } catch {
      return null;
    }
  }

  #run(program: string, args: readonly string[], environment: string): void {
    const log = openSync(join(this.#own, `${program}.log`), 'a');
    const { user } = this.#settings.programs;
    const child = spawn(program, args, {
      cwd: this.#own,
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'], HOME: this.#own, ...variablesOf(environment) },
      ...(user === null ? {} : user),
    });
    this.#programs.set(program, child);
  }

  /** The files are those of the first machine. */
  #mine(text: string): string {
    return text.replaceAll('10.0.0.11', this.address).replace(/_NAME=db1$/m, `_NAME=${this.name}`);
  }

  #settle(text: string): string {
    return text
      .replaceAll('10.0.0.0/24', '127.0.0.0/8')
      .replaceAll(/\b10\.0\.0\.(\d+)/g, `${this.#settings.net}.$1`)
      .replaceAll('127.0.0.1:5000', `${this.#settings.net}.1:5000`)
      .replaceAll('/usr/lib/postgresql/15/bin', this.#settings.programs.postgres)
      .replaceAll('/var/lib/postgresql/15/hall', join(this.#own, 'data'))
      .replaceAll('/var/lib/postgresql', this.#own)
      .replaceAll('/var/run/postgresql', join(this.#own, 'run'))
      .replaceAll('/var/lib/etcd', join(this.#own, 'etcd'));
  }
}

function variablesOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^\w+=/.test(line));
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]));
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}
