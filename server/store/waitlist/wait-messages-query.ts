import type { Knex } from 'knex';

/** What was or will be sent about a wait (its entry's id), oldest first; instants in ISO 8601. */
export async function messagesOfWait(
  connection: Knex,
  entry: string,
): Promise<readonly Readonly<Record<string, string | null>>[]> {
  const rows = await connection('outbox')
    .where({ booking: entry })
    .orderBy(['created_at', 'id'])
    .select('channel', 'template', 'locale', 'recipient', 'state', 'created_at', 'sent_at');
  return rows.map(({ created_at, sent_at, ...message }) => ({
    ...message,
    createdAt: new Date(created_at).toISOString(),
    sentAt: sent_at === null ? null : new Date(sent_at).toISOString(),
  }));
}
