import type { Knex } from 'knex';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { ChannelKind, MessageTemplate } from '../../domain/message/message.ts';

/** A channel that refuses what it is given until somebody mends its settings. */
export interface RefusingChannel {
  readonly kind: ChannelKind;
  /** null: mail, which is set for all sites alike */
  readonly site: string | null;
  /** what it calls the reason, of its latest refusal */
  readonly code: string;
  /** messages that it has refused for such a reason */
  readonly count: number;
}

interface Row {
  readonly channel: ChannelKind;
  readonly site: string | null;
  readonly template: MessageTemplate;
  readonly code: string;
  readonly count: number;
  readonly last: number;
}

/** Every channel whose latest answer about one of the templates was such a refusal; ordered by site and kind. */
export async function refusingChannels(connection: Knex): Promise<readonly RefusingChannel[]> {
  const rows = (await connection('outbox')
    .whereNotNull('refused_code')
    .andWhere({ state: 'dead' })
    .groupBy('channel', 'site', 'template', 'refused_code')
    .select('channel', 'site', 'template', { code: 'refused_code' })
    .count({ count: '*' })
    // when a dead message was last tried
    .max({ last: 'next_attempt_at' })) as Row[];
  const channels = new Map<string, RefusingChannel & { readonly last: number }>();
  for (const row of rows) {
    if (await acceptedSince(connection, row)) continue;
    const site = row.channel === 'mail' ? null : row.site;
    const key = `${site ?? ''} ${row.channel}`;
    const known = channels.get(key);
    const newer = known === undefined || known.last < row.last;
    channels.set(key, {
      kind: row.channel,
      site,
      code: newer ? row.code : known.code,
      last: newer ? row.last : known.last,
      count: Number(row.count) + (known?.count ?? 0),
    });
  }
  return [...channels]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, site, code, count }]) => ({ kind, site, code, count }));
}

/** What a site's channel calls the reason for which it refuses everything; null: it does not. */
export async function refusalOf(connection: Knex, site: string, kind: ChannelKind): Promise<string | null> {
  return refusalIn(await refusingChannels(connection), site, kind);
}

export function refusalIn(
  refusing: readonly RefusingChannel[],
  site: string,
  kind: ChannelKind,
): string | null {
  return refusing.find((one) => one.site === site && one.kind === kind)?.code ?? null;
}

async function acceptedSince(connection: Knex, { channel, site, template, last }: Row): Promise<boolean> {
  const sent = await connection('outbox')
    .where({ state: 'sent', channel, template, ...(channel === 'mail' || site === null ? {} : { site }) })
    .andWhere('sent_at', '>', last)
    // what was accepted since became due not long before: the index of the outbox finds it
    .andWhere('next_attempt_at', '>', last - dayLong)
    .first('id');
  return sent !== undefined;
}
