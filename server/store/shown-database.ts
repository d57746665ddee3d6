import { resolve } from 'node:path';

const scheme = 'sqlite:';

/** The file of an SQLite address, absolute; null: it is PostgreSQL's. */
export function sqliteFile(url: string): string | null {
  return url.startsWith(scheme) ? resolve(url.slice(scheme.length)) : null;
}

/** An address for people to read: which database it is, and never a password. */
export function shownDatabase(url: string): string {
  const file = sqliteFile(url);
  if (file !== null) return file;
  if (!URL.canParse(url)) return 'the address';
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}
