/** Why the database cannot serve at this moment; each passes by itself or is for an operator, none is a bug. */
export type OutageReason =
  | 'database_away'
  | 'too_slow'
  | 'too_busy'
  | 'locked'
  | 'disk_full'
  | 'not_writable';

/** SQLSTATE (PostgreSQL, appendix A), codes of Node's sockets, and result codes of SQLite. */
const byCode: Readonly<Record<string, OutageReason>> = {
  '57P01': 'database_away',
  '57P02': 'database_away',
  '57P03': 'database_away',
  '57P05': 'database_away',
  // a server that has become a standby since we connected
  '25006': 'database_away',
  '25P03': 'too_slow',
  '25P04': 'too_slow',
  '57014': 'too_slow',
  '55P03': 'locked',
  '53300': 'too_busy',
  '53200': 'too_busy',
  '53100': 'disk_full',
  '58030': 'disk_full',
  ECONNREFUSED: 'database_away',
  ECONNRESET: 'database_away',
  ECONNABORTED: 'database_away',
  EPIPE: 'database_away',
  ETIMEDOUT: 'database_away',
  EHOSTUNREACH: 'database_away',
  ENETUNREACH: 'database_away',
  ENOTFOUND: 'database_away',
  EAI_AGAIN: 'database_away',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_FULL: 'disk_full',
  SQLITE_IOERR: 'disk_full',
  SQLITE_CANTOPEN: 'not_writable',
  SQLITE_READONLY: 'not_writable',
};

/** What pg and knex throw without a code; knex puts the statement before it. */
const byMessage: readonly (readonly [RegExp, OutageReason])[] = [
  [/(^|- |: )timeout acquiring a connection/i, 'database_away'],
  [/(^|- )(connection terminated|timeout expired|the connection was given up)/i, 'database_away'],
  [/(^|- )client (was closed|has encountered a connection error)/i, 'database_away'],
  // the server's own limit is shorter: a statement without an answer by then has nobody to answer it
  [/(^|- )query read timeout$/i, 'database_away'],
];

/** Why this error is an outage and no bug; null: it is none. Looks at its causes, too. */
export function outageOf(error: unknown): OutageReason | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    const known = byCode[code] ?? byCode[code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1')];
    if (known !== undefined) return known;
    // class 08: connection exception
    if (/^08\w{3}$/.test(code)) return 'database_away';
  }
  // knex puts the statement before
  const words = error.message.split(' - ').at(-1) ?? '';
  const told = byMessage.find(([pattern]) => pattern.test(words));
  return told?.[1] ?? outageOf(error.cause);
}
