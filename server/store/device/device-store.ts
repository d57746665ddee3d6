import type { Knex } from 'knex';
import type { DisplayChoice, ScreenPlace } from '../../domain/queue/screens/display-choice.ts';
import { formatActor, type Who } from '../../domain/staff/actor.ts';
import type { Device } from './device-query.ts';

/** offers of one site that may stand at once: whoever asks again and again must not fill the table */
const mostOffers = 60;

export type DeviceOffer = Pick<Device, 'id' | 'kind' | 'site' | 'offeredAt'> & { readonly code: string };

/** Only the SHA-256 of the key is kept. Fails with the engine's conflict when the code is taken. `expired`: offers before it go. */
export async function insertOffer(
  connection: Knex,
  offer: DeviceOffer,
  keyHash: string,
  expired: number,
): Promise<void> {
  const { id, kind, site, code, offeredAt } = offer;
  await connection('device').whereNull('paired_at').andWhere('offered_at', '<', expired).delete();
  const offers = await connection('device')
    .where({ site })
    .whereNull('paired_at')
    .orderBy('offered_at', 'desc')
    .select('id');
  const superfluous = offers.slice(mostOffers - 1).map((row) => row.id);
  if (superfluous.length > 0) await connection('device').whereIn('id', superfluous).delete();
  await connection('device').insert({ id, kind, site, code, key_hash: keyHash, offered_at: offeredAt });
}

/** Gives an unpaired device a new code; answers whether there was one. */
export async function renewOffer(connection: Knex, id: string, code: string, at: number): Promise<boolean> {
  const changed = await connection('device')
    .where({ id })
    .whereNull('paired_at')
    .update({ code, offered_at: at });
  return changed > 0;
}

/** Lets the device in; answers whether it was still waiting for that. */
export async function markPaired(
  connection: Knex,
  id: string,
  { by, at, name }: { readonly by: Who; readonly at: number; readonly name: string },
): Promise<boolean> {
  const changed = await connection('device')
    .where({ id })
    .whereNull('paired_at')
    .update({ paired_at: at, paired_by: formatActor(by), name, code: null, last_seen_at: at });
  return changed > 0;
}

/** Answers whether there was such a device that had not been revoked. */
export async function markDeviceRevoked(connection: Knex, id: string, at: number): Promise<boolean> {
  const changed = await connection('device')
    .where({ id })
    .whereNotNull('paired_at')
    .whereNull('revoked_at')
    .update({ revoked_at: at });
  return changed > 0;
}

export async function markDeviceSeen(connection: Knex, id: string, at: number): Promise<void> {
  await connection('device').where({ id }).update({ last_seen_at: at });
}

export async function writePlace(connection: Knex, id: string, place: ScreenPlace): Promise<void> {
  await connection('device').where({ id }).update({ place });
}

/** Answers whether there was such a device that had been paired and not revoked. */
export async function writeDeviceSettings(
  connection: Knex,
  id: string,
  { name, layout, language, voice }: DisplayChoice & { readonly name: string },
): Promise<boolean> {
  const changed = await connection('device')
    .where({ id })
    .whereNotNull('paired_at')
    .whereNull('revoked_at')
    .update({ name, layout, language, voice });
  return changed > 0;
}
