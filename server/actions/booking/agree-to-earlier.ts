import type { System } from '../system.ts';

/** Keeps, or takes back, that the office may move a visit (id of the booking) to an earlier time, too. */
export async function agreeToEarlier(
  { database, clock }: Pick<System, 'database' | 'clock'>,
  booking: string,
  agreed: boolean,
): Promise<void> {
  const { writer } = database;
  if (!agreed) await writer('earlier_consent').where({ booking }).delete();
  else
    await writer('earlier_consent').insert({ booking, given_at: clock.now() }).onConflict('booking').ignore();
}
