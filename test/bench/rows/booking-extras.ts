import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { alternate, computedBy } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

/** What later migrations have put onto each booking: the index of the visits to come, and the triggers of figures and search. */
const triggers = ['tally_booked', 'booking_search_booked'];
const index = 'booking_to_come';

export const bookingExtras: Row = {
  id: 'booking-extras',
  ours: 'rows of bookings written, 1,000 a commit, with the index of visits to come and the triggers of figures and search',
  against: 'the same without them',
  target: null,
  async run(office) {
    const sides = await Promise.all(
      [true, false].map(async (whole) => {
        const { url } = await office.database('sqlite');
        const bare = onDatabase(url, setClock(clockStart));
        office.atEnd(() => bare.close());
        const { writer } = bare.system.database;
        await writer.raw('pragma synchronous = off');
        if (!whole) {
          for (const name of triggers) await writer.raw(`drop trigger ${name}`);
          await writer.raw(`drop index ${index}`);
        }
        let next = 0;
        return () =>
          computedBy(async () => {
            const from = next;
            next += 1000;
            await writer.raw(
              `insert into booking (id, reference, token_hash, site, queue, day, starts_at, ends_at, minutes, state, services, answers, ticks,
                 enterprise_name, credit_code, contact_name, contact_mobile, locale, consent_version, handling, sequence, source, places, created_at, updated_at)
               with recursive n(k) as (select ${from} union all select k + 1 from n where k < ${next - 1})
               select 'b' || k, 'R' || k, 'h' || k, 'BJ-TSY', 'BJ-TSY:A', '2026-12-01', k, k, 10, 'confirmed', '[]', '{}', '[]',
                 '企业', 'C' || k, '王', '138' || k, 'zh-CN', '1', 'self_service', 0, 'api', '[]', 0, 0 from n`,
            );
          });
      }),
    );
    const [ours, bare] = sides;
    if (ours === undefined || bare === undefined) throw new Error('two sides');
    for (let warm = 0; warm < 5; warm += 1) for (const side of [ours, bare]) await side();
    const measured = await alternate(
      office.pick(20, 10),
      'ms CPU / 1,000',
      { ours, bare },
      office.pick(60, 10),
    );
    return {
      ...measured,
      note: 'the rows alone; not measured: PostgreSQL, the job that makes the index of names afterwards',
    };
  },
};
