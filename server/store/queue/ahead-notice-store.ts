import type { Knex } from 'knex';
import type { AheadRequest } from '../../domain/message/ahead-message.ts';
import type { WriteSet } from '../write-set.ts';

/** Keeps what the holder of a ticket has asked for. `now` in epoch milliseconds. */
export function writeNotice(
  request: AheadRequest,
  { site, day, now }: { readonly site: string; readonly day: string; readonly now: number },
  writes: WriteSet,
): void {
  const { ticket, channel, recipient, locale } = request;
  writes.insert('ahead_notice', {
    ticket,
    site,
    day,
    channel,
    recipient,
    locale,
    sent: false,
    asked_at: now,
  });
}

/** Deletes the requests of a site's days before a local date. Answers how many. */
export async function forgetNotices(connection: Knex, site: string, before: string): Promise<number> {
  return connection('ahead_notice').where({ site }).andWhere('day', '<', before).delete();
}
