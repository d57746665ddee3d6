import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { arrivals } from '../../../actions/agency/arrivals.ts';
import type { System } from '../../../actions/system.ts';
import { logFailure } from '../../../actions/unavailable.ts';
import { hour, minute } from '../../../domain/calendar/durations.ts';
import { type FileRow, longestWorkbook, makeWorkbook, type TableFile } from './workbook.ts';

type Parts = Pick<System, 'clock' | 'config' | 'log' | 'secrets'>;

const stored = z.object({
  staff: z.string(),
  /** without its ending */
  name: z.string(),
  /** the list, as it was looked at */
  back: z.string(),
  total: z.number(),
  lines: z.number(),
  state: z.enum(['working', 'ready', 'failed']),
  /** epoch ms of the last thing that was heard of it */
  at: z.number(),
});

/** A workbook that is being made, lies ready, or could not be made; `lines`: as many of `total` have been read. */
export type Prepared = z.infer<typeof stored>;

/** It is about people: nobody gets it an hour later, and the job of uploads takes it away with what else has lain there for so long. */
const keptFor = hour;
/** Then the process that made it has ended: nothing is heard of one that waits for its turn. */
const silentFor = longestWorkbook + minute;
/** So many lines are read between two words of how far it is. */
const linesBetween = 1000;

/** On the disk, because the processes of a machine share it and whoever asks how far it is can reach any of them. */
const pathOf = ({ config }: Pick<Parts, 'config'>, id: string, ending: 'json' | 'xlsx'): string =>
  resolve(arrivals(config), `prepared-${id}.${ending}`);
const isId = (id: string): boolean => /^[\w-]{1,64}$/.test(id);

/** Begins to make a workbook of a long list; answers its id at once. */
export async function prepareFile(
  parts: Parts,
  { staff, back, table }: { readonly staff: string; readonly back: string; readonly table: TableFile },
): Promise<string> {
  const { clock, secrets, log } = parts;
  await mkdir(arrivals(parts.config), { recursive: true, mode: 0o700 });
  const id = secrets.newId();
  const begun = { staff, name: table.name, back, total: table.total };
  const tell = (state: Prepared['state'], lines: number): Promise<void> =>
    write(pathOf(parts, id, 'json'), JSON.stringify({ ...begun, state, lines, at: clock.now() }));
  await tell('working', 0);
  const make = async (): Promise<void> => {
    const workbook = await makeWorkbook([counting(table, (lines) => tell('working', lines))], neverGone);
    if (workbook === null) return;
    await write(pathOf(parts, id, 'xlsx'), workbook);
    await tell('ready', table.total);
  };
  make().catch(async (error: unknown) => {
    logFailure(log, error, 'a workbook could not be made');
    await tell('failed', 0).catch(() => {});
  });
  return id;
}

const neverGone = new AbortController().signal;

function counting(table: TableFile, tell: (lines: number) => Promise<void>): TableFile {
  async function* rows(): AsyncGenerator<readonly FileRow[]> {
    let lines = 0;
    let told = 0;
    for await (const some of table.rows) {
      yield some;
      lines += some.length;
      if (lines - told < linesBetween) continue;
      told = lines;
      await tell(lines);
    }
    await tell(lines);
  }
  return { ...table, rows: rows() };
}

/** How far a workbook is, for whoever asked for it alone. Null: there is none such, or no longer. */
export async function preparedFile(parts: Parts, id: string, staff: string): Promise<Prepared | null> {
  if (!isId(id)) return null;
  const text = await readFile(pathOf(parts, id, 'json'), 'utf8').catch(() => null);
  const read = text === null ? null : stored.safeParse(JSON.parse(text));
  if (read === null || !read.success || read.data.staff !== staff) return null;
  const age = parts.clock.now() - read.data.at;
  if (age > keptFor) return null;
  return read.data.state === 'working' && age > silentFor ? { ...read.data, state: 'failed' } : read.data;
}

/** Where the bytes of a workbook that is ready lie, and how many they are. Null: they are gone. */
export async function preparedBytes(
  parts: Pick<Parts, 'config'>,
  id: string,
): Promise<{ readonly path: string; readonly size: number } | null> {
  const path = pathOf(parts, id, 'xlsx');
  return stat(path).then(
    ({ size }) => ({ path, size }),
    () => null,
  );
}

/** Nobody reads half of what is being written. */
async function write(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
