import { openDatabase } from '../../../server/store/database.ts';

const quarter = 15 * 60_000;
const slots = 32;

/** So many bookings of one queue of BJ-TSY on one day from nine o'clock on, in quarters of an hour. */
export async function crowdDay(url: string, queue: string, day: string, count: number): Promise<void> {
  const database = openDatabase(url);
  const nine = Date.parse(`${day}T09:00:00+08:00`);
  const numbers = `with recursive n(k) as (select 0 union all select k + 1 from n where k < ${count - 1})`;
  const at = `${nine} + (k % ${slots}) * ${quarter}`;
  await database.writer.raw('pragma synchronous = off');
  await database.writer.raw(
    `insert into booking (id, reference, token_hash, site, queue, day, starts_at, ends_at, minutes, state, services, answers, ticks,
       enterprise_name, credit_code, contact_name, contact_mobile, locale, consent_version, handling, sequence, source, places, created_at, updated_at)
     ${numbers} select 'd' || k, 'D' || k, 'dh' || k, 'BJ-TSY', '${queue}', '${day}', ${at}, ${at} + 600000, 10, 'confirmed',
       '[{"code":"RENEW","quantity":1}]', '{}', '[]', '企业' || k, 'C' || k, '王', '138' || k, 'zh-CN', '1', 'self_service', 0, 'api', '[]',
       ${nine} - 86400000, ${nine} - 86400000 from n`,
  );
  await database.writer.raw(
    `insert into place (queue, slot_start, place_no, booking) ${numbers} select '${queue}', ${at}, k / ${slots} + 1, 'd' || k from n`,
  );
  await database.writer.raw('analyze');
  await database.close();
}
