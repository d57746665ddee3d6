import { type AccountNews, accountMessage } from '../../domain/message/account-message.ts';
import { writeMessages } from '../../store/message/outbox-store.ts';
import type { FoundStaff } from '../../store/staff/staff-query.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

/** Writes to the owner of an account, at the address that an administrator has set; without one the account page alone tells it. */
export async function tellAccount(
  system: Pick<System, 'announce' | 'catalogue' | 'clock' | 'database' | 'secrets'>,
  { member, mail }: Pick<FoundStaff, 'member' | 'mail'>,
  news: Pick<AccountNews, 'template' | 'device' | 'origin'>,
): Promise<void> {
  const { announce, clock, database, secrets } = system;
  const sites = (await system.catalogue()).sites;
  const [first] = sites.keys();
  const site = member.sites.find((code) => sites.has(code)) ?? first;
  if (mail === null || site === undefined) return;
  const now = clock.now();
  const writes = new WriteSet();
  const message = accountMessage({ ...news, username: member.username, at: now, site }, mail);
  writeMessages(writes, [message], { newId: secrets.newId, now });
  await database.writer.transaction((transaction) => writeRows(transaction, database.engine, writes));
  announce.messagesQueued();
}
