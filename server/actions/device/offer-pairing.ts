import { randomBytes } from 'node:crypto';
import { pairingCodeFrom, pairingTime } from '../../domain/staff/pairing-code.ts';
import { isConflict } from '../../store/conflict.ts';
import type { Device } from '../../store/device/device-query.ts';
import { insertOffer, renewOffer } from '../../store/device/device-store.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';

type Parts = Pick<System, 'database' | 'secrets' | 'clock'>;

const tries = 5;

/** A device that nobody knows asks to be let in: answers the key that it is to keep and the code that it is to show. */
export async function offerPairing(
  system: Parts,
  { kind, site }: Pick<Device, 'kind' | 'site'>,
): Promise<{ readonly key: string; readonly code: string }> {
  const key = randomBytes(32).toString('base64url');
  const offeredAt = system.clock.now();
  const code = await untilFree(async () => {
    const code = pairingCodeFrom(system.secrets.chance);
    const offer = { id: system.secrets.newId(), kind, site, code, offeredAt };
    await insertOffer(system.database.writer, offer, hashToken(key), offeredAt - pairingTime);
    return code;
  });
  return { key, code };
}

/** The code that an unpaired device is to show now: the one it has, or a new one when that has grown old. */
export async function pairingCodeOf(system: Parts, device: Device): Promise<string | null> {
  const now = system.clock.now();
  if (device.code !== null && now - device.offeredAt < pairingTime) return device.code;
  return untilFree(async () => {
    const code = pairingCodeFrom(system.secrets.chance);
    return (await renewOffer(system.database.writer, device.id, code, now)) ? code : null;
  });
}

/** A code that somebody else shows already is refused by the database: another one is drawn. */
async function untilFree<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isConflict(error) || tried >= tries) throw error;
    }
  }
}
