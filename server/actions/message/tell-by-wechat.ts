import { askWechat, stopWechat } from '../../store/message/wechat-store.ts';
import type { Seal } from '../seal.ts';
import type { System } from '../system.ts';

/** The holder of a booking (its id) wants to be told by WeChat; who that is to the account is kept sealed. */
export async function askByWechat(
  { database, clock, openids }: Pick<System, 'database' | 'clock'> & { readonly openids: Seal<'openid'> },
  booking: string,
  openid: string,
): Promise<void> {
  await askWechat(database.writer, booking, { openid: openids.close({ openid }), at: clock.now() });
}

/** The holder wants to be told otherwise again. */
export async function stopTellingByWechat(
  { database }: Pick<System, 'database'>,
  booking: string,
): Promise<void> {
  await stopWechat(database.writer, booking);
}
