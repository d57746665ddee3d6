import type { Knex } from 'knex';
import type { SiteChannelKind } from '../../domain/message/message.ts';
import type { Engine } from '../database.ts';
import { type Read, readTogether } from '../read-together.ts';
import type { ChannelRow } from './message-columns.ts';

/** How a site's own channel is reached. */
export interface SiteChannel {
  readonly site: string;
  readonly kind: SiteChannelKind;
  readonly settings: unknown;
  /** sealed, see server/actions/seal.ts */
  readonly secrets: string;
  readonly active: boolean;
}

/** Connected, switched on or not. */
export interface ConnectedChannel extends SiteChannel {
  /** epoch ms */
  readonly updatedAt: number;
}

function channelOf(row: ChannelRow): ConnectedChannel {
  const { site, secrets } = row;
  return {
    site,
    secrets,
    kind: row.kind,
    settings: JSON.parse(row.settings) as unknown,
    active: Boolean(row.active),
    updatedAt: row.updated_at,
  };
}

/** By site, what is connected and switched on. */
export type ActiveChannels = ReadonlyMap<string, readonly SiteChannelKind[]>;

/** All that are switched on: few rows, for the transaction that writes messages. */
export function activeChannelsRead(engine: Engine): Read<[site: string, kind: SiteChannelKind]> {
  const on = engine === 'postgres' ? 'true' : '1';
  const from = `(select site, kind from channel where active = ${on} order by site, kind) as c`;
  return { columns: ['c.site', 'c.kind'], from, bindings: [] };
}

export function activeChannelsOf(
  rows: readonly (readonly [site: string, kind: SiteChannelKind])[],
): ActiveChannels {
  const bySite = new Map<string, SiteChannelKind[]>();
  for (const [site, kind] of rows) bySite.set(site, [...(bySite.get(site) ?? []), kind]);
  return bySite;
}

export async function activeChannels(connection: Knex, engine: Engine): Promise<ActiveChannels> {
  const { channels } = await readTogether(connection, engine, { channels: activeChannelsRead(engine) });
  return activeChannelsOf(channels);
}

/** The channel of one kind that a site has connected and switched on; null: none. */
export async function findChannel(
  connection: Knex,
  site: string,
  kind: SiteChannelKind,
): Promise<SiteChannel | null> {
  const row = await connection('channel').where({ site, kind, active: true }).first();
  return row === undefined ? null : channelOf(row);
}

/** Every channel of a site, for its settings pages. */
export async function channelsOf(connection: Knex, site: string): Promise<readonly ConnectedChannel[]> {
  const rows = await connection('channel').where({ site }).orderBy('kind');
  return rows.map(channelOf);
}
