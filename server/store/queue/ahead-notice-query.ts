import type { Knex } from 'knex';
import type { AheadRequest } from '../../domain/message/ahead-message.ts';
import type { AheadNoticeRow } from '../message/message-columns.ts';

export interface AheadNotice extends AheadRequest {
  readonly sent: boolean;
}

type NoticeRow = Pick<AheadNoticeRow, 'ticket' | 'channel' | 'recipient' | 'locale' | 'sent'>;

const columns = ['ticket', 'channel', 'recipient', 'locale', 'sent'] as const;

function noticeOf(row: NoticeRow): AheadNotice {
  return {
    ticket: row.ticket,
    channel: row.channel,
    recipient: row.recipient,
    locale: row.locale,
    sent: Boolean(row.sent),
  };
}

/** Who has asked to be told on a day (local date) of a site, and was not yet. */
export async function pendingNotices(connection: Knex, site: string, day: string): Promise<AheadNotice[]> {
  const rows = await connection('ahead_notice')
    .where({ site, day, sent: false })
    .select(...columns);
  return rows.map(noticeOf);
}

/** Who has asked on a day (local date) of a site, told or not. */
export async function noticesOn(connection: Knex, site: string, day: string): Promise<AheadNotice[]> {
  const rows = await connection('ahead_notice')
    .where({ site, day })
    .select(...columns);
  return rows.map(noticeOf);
}

/** What the holder of a ticket has asked for; null: nothing. */
export async function noticeOfTicket(connection: Knex, ticket: string): Promise<AheadNotice | null> {
  const row = await connection('ahead_notice')
    .where({ ticket })
    .first(...columns);
  return row === undefined ? null : noticeOf(row);
}
