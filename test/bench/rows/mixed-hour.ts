import { setTimeout as pause } from 'node:timers/promises';
import { createStaff } from '../../../server/actions/staff/create-staff.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { paths, withQuery } from '../../../server/web/paths.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import type { Child } from '../child.ts';
import { Clerk } from '../clerk.ts';
import { Counters, post } from '../counters.ts';
import { fillBookings } from '../fill.ts';
import { requestsPerSecond } from '../load.ts';
import { alternate } from '../measure.ts';
import { clockStart, type Office } from '../office.ts';
import type { Row } from '../row.ts';
import { Screens } from '../screens.ts';
import type { LoopWatched } from '../servers/answering.ts';
import { Visits } from '../visits.ts';

const most = 50;
const site = 'BJ-TSY';
const password = 'Correct-horse-7-battery';

const publicPaths = [
  '/',
  '/services/NEW',
  '/sites',
  `/sites/${site}`,
  `/api/v1/sites/${site}/slots?service=RENEW`,
  `/api/v1/sites/${site}/board`,
];
const officePaths = [
  paths.admin.home(),
  withQuery(paths.admin.section('day'), { site, view: 'bookings', q: '王小明' }),
  withQuery(paths.admin.section('statistics'), { site: 'all' }),
  withQuery(paths.admin.section('day'), { site }),
];

interface Working {
  readonly hall: Child;
  readonly counters: Counters;
  readonly clerk: Clerk;
  readonly visits: Visits;
}

/** What an office does in an hour, in seconds: people look for times and pages and book, screens stand, counters call, the office looks. */
async function mixed({ hall, counters, clerk, visits }: Working, milliseconds: number): Promise<void> {
  const [counter = ''] = counters.codes;
  const until = performance.now() + milliseconds;
  const again = async (rest: number, does: () => Promise<void>): Promise<void> => {
    while (performance.now() < until) {
      await does();
      await pause(rest);
    }
  };
  const calls = async (): Promise<void> => {
    await counters.does(counter, 'calls');
    await counters.serve(counter);
  };
  const books = async (): Promise<void> => {
    const { status } = await post(`${hall.url}/api/v1/bookings`, visits.next());
    if (status !== 201) throw new Error(`a booking was answered ${status}`);
  };
  let looked = 0;
  const looks = async (): Promise<void> => {
    await clerk.page(officePaths[looked % officePaths.length] ?? '');
    looked += 1;
  };
  const load = { connections: 4, seconds: milliseconds / 1000 };
  await Promise.all([
    requestsPerSecond(hall.url, load, publicPaths),
    again(200, calls),
    again(50, books),
    again(100, looks),
  ]);
}

async function working(office: Office): Promise<Working> {
  const { url } = await office.database('sqlite');
  await fillBookings(url, `${site}:A`, office.pick(10_000, 2000), 960);
  const bare = onDatabase(url, setClock(clockStart));
  const wanted = { username: 'desk', name: 'desk', role: 'administrator', sites: [], password } as const;
  await createStaff(bare.system, { ...wanted, actor: theSystem });
  await bare.close();
  const hall = await office.hall(url);
  await hall.ask('walkIns', office.pick(300, 60));
  const clerk = new Clerk(hall.url, 'desk', password);
  await clerk.signIn();
  const visits = await Visits.at(hall.url, [site, 'BJ-ZGC']);
  return { hall, clerk, visits, counters: await Counters.at(hall) };
}

export const mixedHour: Row = {
  id: 'mixed-hour',
  ours: 'the longest piece of computing on the loop: pages, times, bookings, 100 screens, calls and the office together',
  against: `${most} ms`,
  target: { atMost: 1 },
  async run(office) {
    const all = await working(office);
    const { hall } = all;
    const screens = await Screens.connect(hall.url, 100);
    // what is read and compiled once is no part of the hour
    await mixed(all, office.pick(10_000, 3000));
    const seen: LoopWatched[] = [];
    const measured = await alternate(office.pick(4, 2), 'ms CPU', {
      ours: async () => {
        await hall.ask('watchLoop');
        await mixed(all, office.pick(15_000, 3000));
        const watched = await hall.ask<LoopWatched>('loopWatched', 99.9);
        seen.push(watched);
        return watched.longest;
      },
      bare: async () => most,
    });
    screens.close();
    const worst = (what: keyof LoopWatched) => Math.max(...seen.map((each) => each[what])).toFixed(0);
    return {
      ...measured,
      note: `loop p99.9 ${worst('late')} ms late, at most ${worst('latest')} (wall time: other programs on the same cores count); pieces p99.9 ${worst('piece')}, at most ${worst('longest')} ms CPU; minutes, not an hour; not measured: the first minute of a process, exports, plans, jobs of the night`,
    };
  },
};
