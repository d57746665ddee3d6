import type { Knex } from 'knex';
import { inOrder, type OrderedKind } from '../../domain/message/channel-order.ts';
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
  /** of a message, in thousandths of a yuan */
  readonly price: number;
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
    price: row.price,
    updatedAt: row.updated_at,
  };
}

/** What a site has connected and switched on, or inherits, and reaches visitors, in the order of the site. */
export interface ActiveChannels {
  get(site: string): readonly OrderedKind[];
}

/** A channel of a site, or (without a kind) the order that the site has chosen. */
type ReadChannel = readonly [
  site: string,
  kind: SiteChannelKind | null,
  active: number,
  shared: number,
  order: string | null,
];

/** All that are connected, and every order: few rows, for the transaction that writes messages. */
export function activeChannelsRead(_engine: Engine): Read<ReadChannel> {
  const flag = (name: string): string => `case when ${name} then 1 else 0 end as ${name}`;
  const from = `(select site, kind, ${flag('active')}, ${flag('shared')}, null as kinds from channel
    union all select site, null, 0, 0, kinds from channel_order) as c`;
  return { columns: ['c.site', 'c.kind', 'c.active', 'c.shared', 'c.kinds'], from, bindings: [] };
}

export function activeChannelsOf(rows: readonly ReadChannel[]): ActiveChannels {
  const bySite = new Map<string, Map<SiteChannelKind, boolean>>();
  const orders = new Map<string, string | null>();
  const shared: SiteChannelKind[] = [];
  for (const [site, kind, active, all, order] of rows) {
    if (kind === null) orders.set(site, order);
    else bySite.set(site, (bySite.get(site) ?? new Map()).set(kind, active === 1));
    if (kind !== null && active === 1 && all === 1) shared.push(kind);
  }
  return {
    get: (site) => {
      const own = bySite.get(site);
      const on = [...(own ?? [])].filter(([, active]) => active).map(([kind]) => kind);
      // an own one that is switched off is an answer, too
      const inherited = shared.filter((kind) => own?.has(kind) !== true);
      return inOrder([...on, ...inherited], orderIn(orders.get(site) ?? null));
    },
  };
}

function orderIn(kinds: string | null): readonly OrderedKind[] | null {
  return kinds === null ? null : (JSON.parse(kinds) as OrderedKind[]);
}

/** The order that an office has chosen; null: none. */
export async function channelOrder(connection: Knex, site: string): Promise<readonly OrderedKind[] | null> {
  const row = await connection('channel_order').where({ site }).first('kinds');
  return orderIn(row?.kinds ?? null);
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

/** Which sites have connected a channel of one kind and switched it on, or inherit it. */
export async function sitesWith(
  connection: Knex,
  kind: SiteChannelKind,
): Promise<{ has(site: string): boolean }> {
  const rows = await connection('channel').where({ kind }).select('site', 'active', 'shared');
  const own = new Map(rows.map(({ site, active }) => [site, Boolean(active)]));
  const forAll = rows.some(({ active, shared }) => Boolean(active) && Boolean(shared));
  return { has: (site) => own.get(site) ?? forAll };
}

/** The account of one kind that is for all offices, switched on or not; null: none is. */
export async function channelForAll(
  connection: Knex,
  kind: SiteChannelKind,
): Promise<ConnectedChannel | null> {
  const row = await connection('channel').where({ kind, shared: true }).orderBy('site').first();
  return row === undefined ? null : channelOf(row);
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
