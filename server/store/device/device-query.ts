import type { Knex } from 'knex';
import type { DisplayChoice, ScreenPlace } from '../../domain/queue/screens/display-choice.ts';
import { parseActor, type Who } from '../../domain/staff/actor.ts';
import type { DeviceRow } from './device-columns.ts';

/** A machine in a hall that has asked to be let in, or was. Instants are epoch ms. */
export interface Device extends DisplayChoice {
  readonly id: string;
  readonly kind: 'kiosk' | 'display';
  readonly site: string;
  readonly name: string;
  /** shown by the device until it is paired */
  readonly code: string | null;
  readonly offeredAt: number;
  readonly pairedAt: number | null;
  readonly pairedBy: Who | null;
  readonly revokedAt: number | null;
  readonly lastSeenAt: number | null;
  /** of a display; null: it has shown nothing yet */
  readonly place: ScreenPlace | null;
}

/** The device whose key has this SHA-256 in hex, whatever its state; null when there is none. */
export async function deviceByHash(connection: Knex, keyHash: string): Promise<Device | null> {
  const row = await connection('device').where({ key_hash: keyHash }).first();
  return row === undefined ? null : deviceOf(row);
}

/** The device that shows this code; null when none does. */
export async function deviceByCode(connection: Knex, code: string): Promise<Device | null> {
  const row = await connection('device').where({ code }).first();
  return row === undefined ? null : deviceOf(row);
}

export async function deviceById(connection: Knex, id: string): Promise<Device | null> {
  const row = await connection('device').where({ id }).first();
  return row === undefined ? null : deviceOf(row);
}

/** Devices that were paired, revoked or not, the last paired first. */
export async function pairedDevices(connection: Knex): Promise<Device[]> {
  const rows = await connection('device')
    .whereNotNull('paired_at')
    .orderBy([{ column: 'paired_at', order: 'desc' }, 'id']);
  return rows.map(deviceOf);
}

/**
 * Whether a site has walls of its own, silent or not: then a page that somebody opened elsewhere may not speak. What hangs over a counter or stands
 * at the door never speaks; paired alone, it must not silence the hall.
 */
export async function hasOwnVoice(connection: Knex, site: string): Promise<boolean> {
  const row = await connection('device')
    .where({ site, kind: 'display' })
    .whereNotNull('paired_at')
    .whereNull('revoked_at')
    .where((query) => query.whereNull('place').orWhere({ place: 'wall' }))
    .first('id');
  return row !== undefined;
}

function deviceOf(row: DeviceRow): Device {
  return {
    id: row.id,
    kind: row.kind,
    site: row.site,
    name: row.name,
    code: row.code,
    offeredAt: row.offered_at,
    pairedAt: row.paired_at,
    pairedBy: row.paired_by === null ? null : parseActor(row.paired_by),
    revokedAt: row.revoked_at,
    lastSeenAt: row.last_seen_at,
    layout: row.layout,
    language: row.language,
    voice: row.voice,
    place: row.place,
  };
}
