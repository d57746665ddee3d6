import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { System } from '../actions/system.ts';
import { realClock } from '../clock.ts';
import { minute } from '../domain/calendar/durations.ts';
import { lastTimeOfDay } from '../domain/calendar/last-night.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import { backupOf, keepNewest, lastWritten } from '../store/backup/backup-folder.ts';
import type { Job } from './run-job.ts';

export interface BackedUp {
  readonly made: number;
  readonly removed: number;
}

type Backups = NonNullable<System['config']['backups']>;
type Parts = Pick<System, 'clock' | 'config' | 'log'>;

/** Days are counted where the offices are. */
const zone = 'Asia/Shanghai';
/** Whoever has written nothing for so long has ended. */
const givenUp = 10 * minute;

/** Once a day at its hour, or as soon as the machine is on again. A day has one file, so that of several processes with one folder one writes it. */
export function backupJob(
  system: Parts,
  backups: Backups,
  write = writeBeside,
): Job<BackedUp> & { readonly name: 'backup' } {
  const dueAt = (): number =>
    lastTimeOfDay(`${String(backups.hour).padStart(2, '0')}:00`, zone, system.clock.now());
  return {
    name: 'backup',
    pattern: '37 * * * * *',
    // the hall can serve without one: the doctor and an alert tell of it, and not /readyz
    behindAfter: Number.POSITIVE_INFINITY,
    isDue: async (last) => {
      if (last !== null && last >= dueAt()) return false;
      const written = await lastWritten(fileOf(backups, dueAt()));
      return written === null || realClock.now() - written > givenUp;
    },
    run: async () => {
      const file = fileOf(backups, dueAt());
      await mkdir(backups.folder, { recursive: true, mode: 0o700 });
      const made = !existsSync(file);
      if (made) {
        await rm(`${file}.part`, { force: true });
        await write(system, file);
      }
      return { made: Number(made), removed: await keepNewest(backups.folder, backups.kept) };
    },
  };
}

function fileOf({ folder }: Backups, dueAt: number): string {
  return backupOf(folder, localDate(dueAt, zone));
}

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `npm run hall -- backup` in a process of its own, behind whatever serves. */
async function writeBeside({ config, log }: Parts, file: string): Promise<void> {
  const { databaseUrl, sessionSecret } = config;
  const words = [program('../run.mjs'), program('../hall.ts'), 'backup', '--to', file];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, DATABASE_URL: databaseUrl, SESSION_SECRET: sessionSecret },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed);
    child.once('spawn', () => {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    });
    child.once('close', ended);
  });
  if (code === 0) return;
  log.error({ code, said }, 'a backup was not made');
  throw new Error(`the backup ended with ${code}`);
}
