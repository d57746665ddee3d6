import { openDatabase } from '../../server/store/database.ts';
import { clockStart } from './office.ts';

const quarter = 15 * 60_000;

/**
 * Fills a database with `count` bookings by a few statements. The first `near` of them are in the coming weeks of one site, wherever a slot
 * may be, so that the answer about them is the same however many there are in all; the others are long over.
 */
export async function fillBookings(url: string, queue: string, count: number, near: number): Promise<void> {
  const database = openDatabase(url);
  const from = Date.parse(clockStart) - (Date.parse(clockStart) % quarter) + quarter;
  // of four quarters one is full, one has a place left, one has two, one is free: forty-eight bookings a day from nine o'clock on
  const morning = Date.parse('2026-11-24T09:00:00+08:00');
  const slot = `k % 48 / 6 * 4 + case k % 6 when 5 then 2 when 4 then 1 when 3 then 1 else 0 end`;
  const coming = `${morning} + k / 48 * 86400000 + (${slot}) * ${quarter}`;
  const numbers = `with recursive n(k) as (select 0 union all select k + 1 from n where k < ${count - 1})`;
  // in the past the same queue and three others share what is left
  const at = `case when k < ${near} then ${coming} else ${from} - 86400000 - ((k - ${near}) / 12) * ${quarter} end`;
  const comingPlace = `case k % 6 when 1 then 2 when 2 then 3 when 4 then 2 else 1 end`;
  const place = `case when k < ${near} then ${comingPlace} else (k - ${near}) % 12 + 1 end`;
  await database.writer.raw('pragma synchronous = off');
  await database.writer.raw(
    `insert into booking (id, reference, token_hash, site, queue, day, starts_at, ends_at, minutes, state, services, answers, ticks,
       enterprise_name, credit_code, contact_name, contact_mobile, locale, consent_version, handling, sequence, source, places, created_at, updated_at)
     ${numbers} select 'b' || k, 'R' || k, 'h' || k, 'BJ-TSY', '${queue}', strftime('%Y-%m-%d', (${at}) / 1000, 'unixepoch', '+8 hours'),
       ${at}, ${at} + 600000, 10, iif(k < ${near}, 'confirmed', 'completed'), '[{"code":"RENEW","quantity":1}]', '{}', '[]',
       '企业', 'C' || (k % 50000), '王', '138' || k, 'zh-CN', '1', 'self_service', 0, 'api', '[]', ${from}, ${from} from n`,
  );
  await database.writer.raw(
    `insert into place (queue, slot_start, place_no, booking) ${numbers} select '${queue}', ${at}, ${place}, 'b' || k from n`,
  );
  await database.writer.raw('analyze');
  await database.close();
}
