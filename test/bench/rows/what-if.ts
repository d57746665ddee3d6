import { playDay, SimulatedDay } from '../../../seeds/demo/simulated-day.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { eventRow, hallDayRow } from '../../../server/store/queue/hall-rows.ts';
import { paths, withQuery } from '../../../server/web/paths.ts';
import { day, minute, nine } from '../../support/hall-play.ts';
import { hallMinutes } from '../../support/hall-site.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { loopHeld } from '../../support/loop-held.ts';
import { signIn } from '../../web/admin/office.ts';
import { alternate, median } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';

const site = 'BJ-TSY';
const wantedHeld = 20;
const [tickets, counters] = [400, 12];

/** A system that serves, the day after one of so many tickets at so many counters. */
async function afterTheDay(office: Office): Promise<HallSystem> {
  const { url } = await office.database('sqlite');
  await office.counters(
    url,
    Array.from({ length: counters }, (_, index) => `${site}-${index + 1}`),
  );
  const clockStart = new Date(nine + 24 * 60 * minute).toISOString();
  const hall = await startSystem({ engine: 'sqlite', databaseUrl: url, clockStart });
  office.atEnd(() => hall.close());
  const its = (await hall.system.catalogue()).sites.get(site);
  if (its === undefined) throw new Error(`no ${site}`);
  const closesAt = nine + 480 * minute;
  const options = { site: its, opensAt: nine, closesAt, tickets, minutes: hallMinutes, seed: 1 };
  const played = playDay(new SimulatedDay(options), its, day);
  const { writer } = hall.system.database;
  await writer('hall_day').insert(hallDayRow(played.hall));
  await writer.batchInsert(
    'hall_event',
    played.events.map((event) => eventRow(played.hall, event, theSystem)),
    100,
  );
  return hall;
}

/** The page as a browser asks for it: who asks is asked too, the day is known (somebody looks at it), the picture and both tables are drawn. */
export const whatIfLoop: Row = {
  id: 'what-if-loop',
  ours: `"had one counter opened earlier": a day of ${tickets} tickets at ${counters} counters: the loop is held`,
  against: `the ${wantedHeld} ms that are wanted`,
  target: { atMost: 1 },
  async run(office) {
    const hall = await afterTheDay(office);
    const { agent } = await signIn(hall, 'manager', [site]);
    const took: number[] = [];
    // what each counter serves stands in the form, and is sent with it
    const sites = (await hall.system.catalogue()).sites;
    const serves = Object.fromEntries(
      (sites.get(site)?.counters ?? []).map(({ code, queues }) => [
        `serves-${code}`,
        queues.map((id) => id.split(':')[1] ?? ''),
      ]),
    );
    const ask = async (query: Parameters<typeof withQuery>[1]): Promise<number> => {
      const began = performance.now();
      const { longest, answer } = await loopHeld(async () =>
        agent.get(withQuery(paths.admin.replay(site, day), query)),
      );
      took.push(performance.now() - began);
      if (answer.status !== 200) throw new Error(`the page answers ${answer.status}`);
      return longest;
    };
    let label = 0;
    const ours = (): Promise<number> => {
      label = (label % counters) + 1;
      return ask({ ...serves, 'what-if': '1', [`opens-${site}-${label}`]: '0930' });
    };
    const first = await ask({});
    await ours();
    took.length = 0;
    const held: number[] = [];
    const measured = await alternate(office.pick(12, 4), 'ms', {
      ours: async () => {
        held.push(await ours());
        return held.at(-1) ?? 0;
      },
      bare: async () => wantedHeld,
    });
    const note = `worst ${Math.max(...held).toFixed(0)} ms; answered in ${median(took).toFixed(0)} ms; the first look at the day: ${first.toFixed(0)} ms; not measured: the page`;
    return { ...measured, note };
  },
};
