import { addDays } from '../../../server/domain/calendar/local-time.ts';
import type { Engine } from '../../../server/store/database.ts';
import { collectStatistics } from '../../../server/web/admin/statistics/collect-statistics.ts';
import { spansOf } from '../../../server/web/admin/statistics/period.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { setClock } from '../../support/hall-system.ts';
import { loopHeld } from '../../support/loop-held.ts';
import { fillFigures } from '../fill/figures.ts';
import { alternate, computedBy } from '../measure.ts';
import { clockStart } from '../office.ts';
import type { Row } from '../row.ts';

const last = '2026-11-22';

/** Years of four sites by the month; milliseconds of CPU an answer, of this process with its readers. */
function statisticsOf(engine: Engine, years: number, most: number): Row {
  return {
    id: `statistics-${years === 1 ? 'year' : 'decade'}${engine === 'postgres' ? '-postgres' : ''}`,
    ours: `${years === 1 ? 'a year' : 'ten years'} of four sites, a million visits a year, CPU${
      engine === 'postgres' ? ', PostgreSQL' : ''
    }`,
    against: `${most} ms`,
    target: { atMost: 1 },
    async run(office) {
      const { url } = await office.database(engine);
      const bare = onDatabase(url, setClock(clockStart));
      office.atEnd(() => bare.close());
      const { sites: all } = await bare.system.catalogue();
      const sites = [...all.values()].filter(({ queues }) => queues.length > 0).slice(0, 4);
      const days = 365 * years;
      const codes = sites.map(({ code }) => code);
      await fillFigures(bare, codes, last, days);
      const period = { from: addDays(last, 1 - days), to: last };
      const spans = spansOf(period, 'month');
      const look = () =>
        collectStatistics(bare.system, sites, period, spans, { months: true, everySite: true });
      // months that are over, and visits, are counted beforehand as their jobs do
      for (let warm = 0; warm < 2; warm += 1) await look();
      const { longest } = await loopHeld(look);
      const measured = await alternate(office.pick(12, 4), 'ms CPU', {
        ours: () => computedBy(look),
        bare: async () => most,
      });
      const note = `longest piece ${longest.toFixed(1)} ms; not measured: the page, its pictures, days that no job has folded yet`;
      return {
        ...measured,
        note: engine === 'postgres' ? `${note}, the CPU of the server of PostgreSQL` : note,
      };
    },
  };
}

export const statisticsRows: readonly Row[] = [
  statisticsOf('sqlite', 1, 200),
  statisticsOf('sqlite', 10, 1000),
  statisticsOf('postgres', 1, 200),
  statisticsOf('postgres', 10, 1000),
];
