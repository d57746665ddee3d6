import { dirname, resolve } from 'node:path';
import { freeBytes } from '../../store/health/folder.ts';
import type { System } from '../system.ts';

/** Where this process writes files; on SQLite the database is one of them. */
export function foldersOf({ config, database }: Pick<System, 'config' | 'database'>): readonly string[] {
  const file = database.engine === 'sqlite' ? [dirname(resolve(database.url.slice('sqlite:'.length)))] : [];
  return [config.varFolder, ...file];
}

/** Bytes left in each of them; one that is gone is not told. */
export async function roomLeft(
  system: Pick<System, 'config' | 'database'>,
): Promise<ReadonlyMap<string, number>> {
  const left = new Map<string, number>();
  for (const folder of foldersOf(system)) {
    const free = await freeBytes(folder).catch(() => null);
    if (free !== null) left.set(folder, free);
  }
  return left;
}
