import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../../server/web/paths.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { Clerk } from '../clerk.ts';
import { crowdDay } from '../fill/crowded-day.ts';
import { longestPieces, openPage, staffPage } from '../kinds.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

const allowed = 50;
const count = 10_000;
const site = 'BJ-TSY';
const day = clockStart.slice(0, 10);
const password = 'Correct-horse-7-battery';

export const crowdedDay: Row = {
  id: 'crowded-day',
  ours: `the longest piece of computing on the loop while a day of ${count.toLocaleString('en-US')} bookings at one site is looked at`,
  against: `${allowed} ms`,
  target: { atMost: 1 },
  async run(office) {
    const { url } = await office.database('sqlite', 50);
    await crowdDay(url, `${site}:A`, day, count);
    const bare = onDatabase(url, setClock(clockStart));
    const wanted = { username: 'desk', name: 'desk', role: 'administrator', sites: [], password } as const;
    await createStaff(bare.system, { ...wanted, actor: theSystem });
    await bare.close();
    const hall = await office.hall(url);
    await hall.ask('walkIns', 60);
    const clerk = new Clerk(hall.url, 'desk', password);
    await clerk.signIn();
    const at = (more: object) => withQuery(paths.admin.section('day'), { site, day, ...more });
    const kinds = [
      ...[`${paths.api.slots(site)}?service=RENEW`, paths.api.board(site), paths.siteBoard(site)].map(
        (path) => openPage(hall, path),
      ),
      ...[
        at({}),
        at({ view: 'bookings' }),
        at({ view: 'tickets' }),
        paths.admin.home(),
        '/counter',
        '/floor',
      ].map((path) => staffPage(clerk, path)),
    ];
    const measured = await longestPieces(office, hall, kinds, allowed);
    return {
      ...measured,
      note: `${measured.note}; six times as many as there are places; not measured: PostgreSQL, the first of each, 10,000 who wait`,
    };
  },
};
