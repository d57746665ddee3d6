const postgresCodes = new Set(['23505', '40001', '40P01']);

/** Whether a write lost a race (a key that was taken meanwhile, a deadlock) and is worth deciding again on fresh rows. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return false;
  if (code.startsWith('SQLITE_CONSTRAINT')) return error.message.includes('UNIQUE constraint failed');
  return postgresCodes.has(code);
}
