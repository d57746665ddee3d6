import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Machine } from './machine.ts';
import type { Programs } from './programs.ts';

export interface Member {
  readonly name: string;
  /** leader, sync_standby, replica */
  readonly role: string;
  readonly state: string;
  readonly timeline: number | null;
}

/** Two machines with PostgreSQL under Patroni, a third for the vote, and HAProxy in front of them. */
export class Cluster {
  readonly machines: readonly [Machine, Machine, Machine];
  /** the hall's DATABASE_URL */
  readonly url: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'hall-standby-'));
  readonly #front: string;
  readonly #atExit = (): void => this.close();

  constructor(programs: Programs) {
    chmodSync(this.#folder, 0o755);
    // addresses of our own, so that the ports of the files are free, and two drills do not meet
    const some = (): number => 10 + Math.floor(Math.random() * 200);
    const settings = { folder: this.#folder, net: `127.${some()}.${some()}`, programs };
    this.machines = [new Machine(settings, 1), new Machine(settings, 2), new Machine(settings, 3)];
    this.#front = `${settings.net}.1:5000`;
    this.url = `postgres://hall:change-me-4@${this.#front}/hall`;
    process.once('exit', this.#atExit);
  }

  /** Until the standby has everything, and the hall's empty database is there. */
  async start(): Promise<void> {
    const [first, second, third] = this.machines;
    for (const machine of this.machines) machine.startEtcd();
    first.startPatroni();
    await this.until('a primary', (members) => members.some(isPrimary));
    second.startPatroni();
    third.startHaproxy();
    await this.untilWhole();
    const client = new pg.Client({
      connectionString: `postgres://postgres:change-me-1@${this.#front}/postgres`,
    });
    await client.connect();
    await client.query(`create role hall login password 'change-me-4'`);
    await client.query('create database hall owner hall');
    await client.end();
  }

  /** A primary, and a standby that has everything; the primary itself says so. */
  untilWhole(): Promise<readonly Member[]> {
    return this.until('a synchronous standby', (members) =>
      ['leader', 'sync_standby'].every((role) =>
        members.some((member) => member.role === role && isRunning(member)),
      ),
    );
  }

  async until(
    what: string,
    holds: (members: readonly Member[]) => boolean,
    seconds = 90,
  ): Promise<readonly Member[]> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      const members = await this.members();
      if (holds(members)) return members;
      if (performance.now() > end)
        throw new Error(`${what} was awaited for ${seconds} s: ${JSON.stringify(members)}\n${this.#logs()}`);
      await pause(100);
    }
  }

  /** As the primary sees it; without one: none. Who has just woken up may take itself for the primary, but does not hold the lock. */
  async members(): Promise<readonly Member[]> {
    for (const { address } of this.machines.slice(0, 2)) {
      const ask = (path: string): Promise<Response> =>
        fetch(`http://${address}:8008/${path}`, { signal: AbortSignal.timeout(1000) });
      try {
        if ((await ask('primary')).status !== 200) continue;
        const { members } = (await (await ask('cluster')).json()) as { members?: Member[] };
        if (members !== undefined) return members;
      } catch {
        // it is down: the other one may know
      }
    }
    return [];
  }

  async primary(): Promise<Machine> {
    const leader = (await this.until('a primary', (members) => members.some(isPrimary))).find(isPrimary);
    const machine = this.machines.find(({ name }) => name === leader?.name);
    if (machine === undefined) throw new Error(`${leader?.name} is no machine of the drill`);
    return machine;
  }

  /** What `patronictl` must know to be used from the third machine. */
  controlFile(): string {
    const hosts = this.machines.map(({ address }) => `${address}:2379`).join(',');
    return `scope: hall\netcd:\n  hosts: ${hosts}\n`;
  }

  close(): void {
    process.off('exit', this.#atExit);
    for (const machine of this.machines) machine.kill();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #logs(): string {
    return this.machines
      .slice(0, 2)
      .map((machine) => `${machine.name}: ${machine.log('patroni').slice(-12_000)}`)
      .join('\n');
  }
}

const isRunning = ({ state }: Member): boolean => state === 'running' || state === 'streaming';

export function isPrimary(member: Member): boolean {
  return member.role === 'leader' && isRunning(member);
}
