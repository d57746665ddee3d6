import { clerkFigures } from '../../../actions/queue/clerk-figures.ts';
import type { System } from '../../../actions/system.ts';
import { minute } from '../../../domain/calendar/durations.ts';
import type { ClerkFigures } from '../../../domain/queue/figures/clerk-figures.ts';
import { quantile } from '../../../domain/queue/forecast/service-times.ts';
import { staffNames } from '../../../store/staff/staff-query.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { daysOfOneSite, filtersOfOneSite, frameOfOneSite } from './days-of-one-site.ts';
import { hoursOf } from './share.ts';

/** Days that are counted at once. */
const longestForClerks = 92;

interface ClerkLine extends ClerkFigures {
  /** null: nobody by name */
  readonly name: string | null;
}

/** What each clerk of one site has done, where the site keeps such figures. Elsewhere there is no such list, and nothing is read. */
export const clerkList = adminList({
  name: 'clerks',
  label: 'clerks.title',
  empty: { none: 'clerks.none' },
  open: (asking: ListRequest<System>) =>
    daysOfOneSite(asking, { has: ({ hall }) => hall.figuresByClerk, longest: longestForClerks }),
  frame: (opened) =>
    frameOfOneSite(
      opened,
      { heading: 'clerks.titleAt', lede: 'clerks.lede', cut: 'clerks.cut' },
      longestForClerks,
    ),
  filters: filtersOfOneSite,
  sort: '-served',
  source: async ({ system, site, period }): Promise<readonly ClerkLine[]> => {
    const figures = await clerkFigures(system, site.code, period);
    const ids = [...figures.keys()].filter((id) => id !== null);
    const names = await staffNames(system.database.reader, ids);
    return [...figures].map(([id, its]) => ({ ...its, name: id === null ? null : (names.get(id) ?? '') }));
  },
  columns: ({ page: { t } }) => {
    const number = (key: string, label: string, of: (line: ClerkLine) => number | null) => ({
      key,
      label,
      kind: 'count' as const,
      cell: (line: ClerkLine) => {
        const value = of(line);
        return {
          text: String(value ?? '–'),
          file: value,
          order: value,
          faint: value === 0 || value === null,
        };
      },
    });
    return [
      {
        key: 'clerk',
        label: t('clerks.clerk'),
        cell: ({ name }: ClerkLine) => (name === null ? t('clerks.nobody') : name || t('clerks.gone')),
      },
      number('served', t('statistics.column.served'), ({ served }) => served),
      number('missingMaterials', t('statistics.column.missingMaterials'), (line) => line.missingMaterials),
      number('serviceMedian', t('statistics.column.serviceMedian'), ({ durations }) => minutesOf(durations)),
      number('servingHours', t('statistics.column.servingHours'), ({ durations }) =>
        hoursOf(durations.reduce((sum, one) => sum + one, 0)),
      ),
      number('missed', t('clerks.missed'), ({ missed }) => missed),
      number('transferred', t('clerks.transferred'), ({ transferred }) => transferred),
      number('takenBack', t('clerks.takenBack'), ({ takenBack }) => takenBack),
    ];
  },
  export: {
    action: 'statistics.export',
    subject: ({ site }) => site.code,
    file: ({ site, period: { from, to } }) => `clerks-${site.code}-${from}-${to}`,
  },
});

/** The median in minutes, with one decimal; null: of nothing. */
function minutesOf(durations: readonly number[]): number | null {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted.length === 0 ? null : Math.round((10 * quantile(sorted, 0.5)) / minute) / 10;
}
