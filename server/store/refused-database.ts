import { dirname } from 'node:path';
import { shownDatabase, sqliteFile } from './shown-database.ts';

/** The database cannot be worked on; the message is one line that says what to do. Whoever shows it puts before it where the database was named. */
export class RefusedDatabase extends Error {}

/** It can still be read. */
export class UnwritableDatabase extends RefusedDatabase {}

export function damaged(file: string, how: string): RefusedDatabase {
  return new RefusedDatabase(
    `${file} is damaged (${how}): keep it, name a new file, and bring the last backup back into that: npm run hall -- restore --from <backup>`,
  );
}

export function unwritable(file: string): RefusedDatabase {
  return new UnwritableDatabase(
    `${file} or its folder ${dirname(file)} cannot be written: give both to the user of this program, or name another file`,
  );
}

/** What an error of an engine means to whoever starts the program; null: it is not about the database as a whole. */
export function refusalOf(error: unknown, url: string): RefusedDatabase | null {
  if (error instanceof RefusedDatabase) return error;
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  const file = sqliteFile(url);
  if (file !== null) return ofSqlite(code, file, error.message);
  const said = withoutTls.test(error.message)
    ? `${shownDatabase(url)} offers no TLS: switch it on there, or add ?sslmode=disable where nobody else is on the way`
    : ofPostgres(code, shownDatabase(url));
  return said === null ? null : new RefusedDatabase(said);
}

/** As pg says it. */
const withoutTls = /does not support SSL/;

function ofSqlite(code: unknown, file: string, message: string): RefusedDatabase | null {
  switch (code) {
    case 'SQLITE_CORRUPT':
      return damaged(file, message);
    case 'SQLITE_NOTADB':
      return new RefusedDatabase(`${file} is not an SQLite database: name another file`);
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return new UnwritableDatabase(`the disk of ${file} is full: make room and start again`);
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_IOERR':
    case 'SQLITE_PERM':
      return unwritable(file);
    default:
      return null;
  }
}

function ofPostgres(code: unknown, shown: string): string | null {
  switch (code) {
    case '28P01':
    case '28000':
      return `${shown} refuses this user or password: correct them (PostgreSQL ${code})`;
    case '3D000':
      return `${shown} does not exist: create it with createdb, or correct its name`;
    case '25006':
      return `${shown} can only be read, as a standby can: name the primary`;
    case '42501':
      return `${shown} may not be written by this user: make the user its owner (PostgreSQL ${code})`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return `${shown} does not answer (${code}): start PostgreSQL, or correct the address`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'CERT_HAS_EXPIRED':
      return `${shown} shows a certificate that is not to be trusted (${code}): name its authority by ?sslmode=verify-full&sslrootcert=<file>`;
    case 'ERR_INVALID_URL':
      return `${shown} is not an address such as postgres://user:password@host:5432/database`;
    default:
      return null;
  }
}
