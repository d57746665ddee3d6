import { type OutageReason, outageOf } from '../outage.ts';

/** Why the database, or a folder, cannot be used now. `failed`: for no reason that is known here. */
export type Trouble = OutageReason | 'no_answer' | 'writer_busy' | 'gone' | 'damaged' | 'failed';

const byCode: readonly (readonly [RegExp, Trouble])[] = [
  [/^(EACCES|EPERM|EROFS)$/, 'not_writable'],
  [/^(ENOENT|ENOTDIR)$/, 'gone'],
  [/^(SQLITE_CORRUPT\w*|SQLITE_NOTADB|XX001|XX002)$/, 'damaged'],
];

/** What an error of either engine, or of a file, means for whoever waits for the process to be well again. */
export function troubleOf(error: unknown): Trouble {
  const code = error instanceof Error ? (error as { code?: unknown }).code : null;
  const known = typeof code === 'string' ? byCode.find(([pattern]) => pattern.test(code)) : undefined;
  return known?.[1] ?? outageOf(error) ?? 'failed';
}
