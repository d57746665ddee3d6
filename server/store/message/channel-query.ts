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
  /** it serves every office that has none of its kind of its own, switched on or off */
  readonly shared: boolean;
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
    shared: Boolean(row.shared),
    updatedAt: row.updated_at,
  };
}

/** What a site has connected and switched on, or inherits. */
export interface ActiveChannels {
  get(site: string): readonly SiteChannelKind[];
}

type ReadChannel = readonly [site: string, kind: SiteChannelKind, active: number, shared: number];

/** All that are connected: few rows, for the transaction that writes messages. */
export function activeChannelsRead(_engine: Engine): Read<ReadChannel> {
  const flag = (name: string): string => `case when ${name} then 1 else 0 end as ${name}`;
  const from = `(select site, kind, ${flag('active')}, ${flag('shared')} from channel order by site, kind) as c`;
  return { columns: ['c.site', 'c.kind', 'c.active', 'c.shared'], from, bindings: [] };
}

export function activeChannelsOf(rows: readonly ReadChannel[]): ActiveChannels {
  const bySite = new Map<string, Map<SiteChannelKind, boolean>>();
  for (const [site, kind, active] of rows)
    bySite.set(site, (bySite.get(site) ?? new Map()).set(kind, active === 1));
  const shared = rows.filter(([, , active, all]) => active === 1 && all === 1).map(([, kind]) => kind);
  return {
    get: (site) => {
      const own = bySite.get(site);
      const on = [...(own ?? [])].filter(([, active]) => active).map(([kind]) => kind);
      // an own one that is switched off is an answer, too
      return [...on, ...shared.filter((kind) => own?.has(kind) !== true)].sort();
    },
  };
}

export async function activeChannels(connection: Knex, engine: Engine): Promise<ActiveChannels> {
  const { channels } = await readTogether(connection, engine, { channels: activeChannelsRead(engine) });
  return activeChannelsOf(channels);
}

/** The channel of one kind that a site has connected and switched on, or inherits; null: none. */
export async function findChannel(
  connection: Knex,
  site: string,
  kind: SiteChannelKind,
): Promise<SiteChannel | null> {
  const found = (await channelsFor(connection, site)).find((one) => one.kind === kind);
  return found?.active === true ? found : null;
}

/** Every channel of a site's own, for its settings pages. */
export async function channelsOf(connection: Knex, site: string): Promise<readonly ConnectedChannel[]> {
  const rows = await connection('channel').where({ site }).orderBy('kind');
  return rows.map(channelOf);
}

/** The channels of a site, and those of its kind that it has none of its own of and inherits: they say of which site they are. */
export async function channelsFor(connection: Knex, site: string): Promise<readonly ConnectedChannel[]> {
  const rows = await connection('channel').where({ site }).orWhere({ shared: true }).orderBy('kind');
  const all = rows.map(channelOf);
  const own = all.filter((one) => one.site === site);
  const inherited = all.filter(
    (one) => one.site !== site && one.active && !own.some(({ kind }) => kind === one.kind),
  );
  return [...own, ...inherited];
}
