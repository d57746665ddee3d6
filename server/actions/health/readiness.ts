import { hostname } from 'node:os';
import { elapsed } from '../../clock.ts';
import { freeBytes, writeInto } from '../../store/health/folder.ts';
import { type Beat, writeBeat } from '../../store/health/heartbeat-store.ts';
import { type Trouble, troubleOf } from '../../store/health/trouble.ts';
import { isUpToDate } from '../../store/readiness-query.ts';
import type { System } from '../system.ts';
import { type Probe, probing } from './probing.ts';
import { foldersOf } from './room-left.ts';

export type Reason = Trouble | 'migrations_missing' | 'stuck' | 'behind' | 'stopping';

export interface ReadyCheck {
  readonly name: string;
  readonly ok: boolean;
  /** why not; absent: it is well */
  readonly reason?: Reason;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly ReadyCheck[];
}

export interface ReadinessParts {
  readonly system: System;
  readonly stopping: () => boolean;
  /** names of jobs that are behind; empty: none */
  readonly jobsBehind: () => Promise<readonly string[]>;
}

/** Milliseconds that each check has; they run side by side, so that the whole answer comes within two seconds. */
const patience = 1800;
/** Somebody who asks so soon after another gets the same answer: a write a second is enough. Milliseconds. */
const keptFor = 1000;
/** A disk with less left is full for us: what is written next may be larger than what was tried. Bytes. */
const leastFree = 16 * 1024 * 1024;
/** No command may be without an answer for so long, milliseconds. */
const commandPatience = 6000;

/** Asks whether this process can do its work, by doing a little of it: a durable write, a pass through each queue of commands. Never fails. */
export function makeReadiness({ system, stopping, jobsBehind }: ReadinessParts): () => Promise<Readiness> {
  const { database, clock, config, bookings, halls } = system;
  const process = `${hostname()}:${config.port}`;
  const beat: Beat = { connected: false };
  const probes: readonly Probe<Reason>[] = [
    probing('database', patience, async () => ((await isUpToDate(database)) ? null : 'migrations_missing'), {
      late: () => 'no_answer',
      failed: troubleOf,
    }),
    probing(
      'write',
      patience,
      async () => {
        beat.connected = false;
        await writeBeat(database, process, clock.now(), beat);
        return null;
      },
      { late: () => lateWrite(database.engine, beat), failed: troubleOf },
    ),
    ...Object.entries({ bookings, halls }).map(([name, queue]) =>
      probing<Reason>(
        name,
        patience,
        async () => {
          await queue.passes();
          return queue.oldestWait() > commandPatience ? 'stuck' : null;
        },
        { late: () => 'stuck', failed: troubleOf },
      ),
    ),
    probing('folder', patience, () => folderTrouble(system), {
      late: () => 'no_answer',
      failed: troubleOf,
    }),
    probing('jobs', patience, async () => ((await jobsBehind()).length === 0 ? null : 'behind'), {
      late: () => 'no_answer',
      failed: troubleOf,
    }),
  ];
  const look = async (): Promise<Readiness> => {
    const reasons = await Promise.all(probes.map(({ ask }) => ask()));
    const checks = probes.map(({ name }, at): ReadyCheck => {
      const reason = reasons[at] ?? null;
      return reason === null ? { name, ok: true } : { name, ok: false, reason };
    });
    return { ready: checks.every(({ ok }) => ok), checks };
  };
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | null = null;
  return () => {
    if (stopping())
      return Promise.resolve({ ready: false, checks: [{ name: 'process', ok: false, reason: 'stopping' }] });
    if (last === null || elapsed() - last.at > keptFor) last = { at: elapsed(), answer: look() };
    return last.answer;
  };
}

async function folderTrouble(system: System): Promise<Reason | null> {
  await writeInto(system.config.varFolder);
  const room = await Promise.all(foldersOf(system).map(freeBytes));
  return room.some((free) => free < leastFree) ? 'disk_full' : null;
}

function lateWrite(engine: System['database']['engine'], { connected }: Beat): Reason {
  if (connected) return 'locked';
  // on PostgreSQL there are several: that none comes free is the database's silence
  return engine === 'sqlite' ? 'writer_busy' : 'no_answer';
}
