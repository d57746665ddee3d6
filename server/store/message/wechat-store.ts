import type { Knex } from 'knex';

/** Keeps who the holder of a booking (its id) is to WeChat, sealed; again is anew. `at` in epoch ms. */
export async function askWechat(
  connection: Knex,
  booking: string,
  { openid, at }: { readonly openid: string; readonly at: number },
): Promise<void> {
  const row = { booking, openid, asked_at: at };
  await connection('booking_wechat').insert(row).onConflict('booking').merge();
}

/** The holder wants it no more, or is forgotten. */
export async function stopWechat(connection: Knex, booking: string): Promise<boolean> {
  return (await connection('booking_wechat').where({ booking }).delete()) > 0;
}
