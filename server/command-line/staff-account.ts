import type { System } from '../actions/system.ts';
import { findAccount, type StoredAccount } from '../store/staff/staff-store.ts';

/** Whoever has the command line of the machine may manage every account. */
export const theCommandLine = { kind: 'system', address: null } as const;

/** Throws a sentence for the operator when there is none. */
export async function accountNamed(
  { database }: Pick<System, 'database'>,
  username: string,
): Promise<StoredAccount> {
  const account = await findAccount(database.reader, { username: username.trim().toLowerCase() });
  if (account === null) throw new Error(`there is no account ${username}`);
  return account;
}
