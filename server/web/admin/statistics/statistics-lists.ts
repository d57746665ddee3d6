import type { System } from '../../../actions/system.ts';
import type { Cell, Column } from '../list/cell.ts';
import { type AdminList, adminList, type ListRequest } from '../list/declared-list.ts';
import type { RawTable } from './raw-table.ts';
import { openStatistics, type StatisticsAsk, sitesAsked } from './statistics-ask.ts';
import { rawTable, type TableName, tableNames } from './tables.ts';

type Row = RawTable['rows'][number];
type StatisticsList = AdminList<System, StatisticsAsk, Record<never, never>, Row>;

/** What names a row is of one width. */
const plain: readonly TableName[] = ['comparison', 'days', 'bands', 'hours', 'ratings'];

/** Each table of the statistics is a list; they stand on one page. */
export const statisticsLists = Object.fromEntries(
  tableNames.map((name) => [name, statisticsList(name)]),
) as Readonly<Record<TableName, StatisticsList>>;

function statisticsList(name: TableName): StatisticsList {
  return adminList({
    name,
    prefix: `${name}-`,
    ...(name === 'sites' ? { shownBy: { site: 'all' } } : {}),
    linesPerPage: 100,
    label: `statistics.section.${name}.title`,
    empty: { none: 'statistics.none' },
    open: async ({ system, request }: ListRequest<System>) => openStatistics(system, request),
    fixed: (ask) => ({ site: sitesAsked(ask), ...partOfAddress(ask) }),
    source: (ask) => rawTable(name, ask).rows,
    columns: (ask) =>
      rawTable(name, ask).columns.map(
        (key, position): Column<Row> => ({
          key,
          label: ask.page.t(`statistics.column.${key}`),
          kind: position > 0 ? 'count' : undefined,
          nowrap: position === 0 && plain.includes(name),
          cell: (row) => (key === 'change' ? changeAt(row, position) : cellAt(row, position)),
        }),
      ),
    export: {
      action: 'statistics.export',
      subject: (ask) => siteText(ask),
      file: (ask) => `${name}-${siteText(ask)}-${ask.period.from}-${ask.period.to}`,
    },
  });
}

export function partOfAddress({ period: { from, to }, grouping: by }: StatisticsAsk) {
  return { from, to, by };
}

export function siteText(ask: StatisticsAsk): string {
  return [sitesAsked(ask)].flat().join('_');
}

/** Said with its sign. */
function changeAt(row: Row, position: number): Cell {
  const value = row[position] ?? null;
  if (typeof value !== 'number' || value <= 0) return cellAt(row, position);
  return { text: `+${value}`, file: value, order: value };
}

function cellAt(row: Row, position: number): Cell {
  const value = row[position] ?? null;
  if (position === 0) return { text: String(value ?? '') };
  return { text: String(value ?? '–'), file: value, order: value, faint: value === 0 || value === null };
}
