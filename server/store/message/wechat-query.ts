import type { Knex } from 'knex';

/** Sealed; null: nobody has asked to be told by WeChat. */
export async function wechatOf(connection: Knex, booking: string): Promise<string | null> {
  const row = await connection('booking_wechat').where({ booking }).first('openid');
  return row?.openid ?? null;
}
