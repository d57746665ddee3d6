import type { PeriodStatistics } from '../../../domain/queue/figures/period-statistics.ts';
import type { ServiceLevel } from '../../../domain/queue/figures/service-level.ts';
import type { Summary } from '../../../domain/queue/figures/time-histogram.ts';
import { type ToldFold, waitBands, type waitKinds } from '../../../domain/queue/figures/wait-fold.ts';
import type { Collected } from './collect-statistics.ts';
import type { Numbers } from './numbers-sum.ts';
import type { RawTable, TableAsk } from './raw-table.ts';
import { hoursOf, share } from './share.ts';

type Row = RawTable['rows'][number];

/** Who comes, and how long they wait. */
export function sitesTable({ collected, sites, page }: TableAsk): RawTable {
  const row = (name: string, { hall, level, bookings, ratings }: Numbers): Row => [
    name,
    hall.days,
    hall.tickets,
    hall.served,
    neverServed(hall),
    share(level.all.within, level.all.asked),
    hall.wait.median,
    hall.wait.p90,
    share(hall.told.inside, hall.told.compared),
    hall.service.median,
    share(hall.outcomes.missing_materials, hall.served),
    bookings.missed,
    bookings.not_held,
    bookings.cancelled,
    ratings.mean,
    hoursOf([...hall.counters.values()].reduce((sum, { open }) => sum + open, 0)),
  ];
  return {
    columns: [
      'site',
      'days',
      'tickets',
      'served',
      'neverServed',
      'inTime',
      'waitMedian',
      'waitP90',
      'insideTold',
      'serviceMedian',
      'missingRate',
      'missedBookings',
      'notHeld',
      'cancelled',
      'rating',
      'openHours',
    ],
    rows: sites.flatMap((site) => {
      const numbers = collected.bySite.get(site.code);
      return numbers === undefined ? [] : [row(site.name[page.locale], numbers)];
    }),
  };
}

/** Who took a ticket and went without having been served. */
export function neverServed({
  missed,
  left,
  notReached,
}: Pick<PeriodStatistics, 'missed' | 'left' | 'notReached'>): number {
  return missed + left + notReached;
}

/** The parts of the period up to today, and later ones that have bookings. */
export function shownSpans({ collected, today }: Pick<TableAsk, 'collected' | 'today'>): Collected['bySpan'] {
  return collected.bySpan.filter(({ span, numbers }) => span.from <= today || hasAnything(numbers));
}

export function hasAnything({ hall, bookings }: Numbers): boolean {
  return hall.tickets > 0 || Object.values(bookings).some((count) => count > 0);
}

export function spansTable(ask: TableAsk): RawTable {
  return {
    columns: [
      ask.grouping,
      'tickets',
      'appointments',
      'walkIns',
      'served',
      'missed',
      'left',
      'notReached',
      'notRecorded',
      'takenBack',
      'inTime',
      'waitMean',
      'waitMedian',
      'waitP90',
      'serviceMean',
      'serviceMedian',
      'insideTold',
      'missedBookings',
      'notHeld',
      'cancelled',
      'rating',
    ],
    rows: shownSpans(ask).map(({ span, numbers: { hall, level, bookings, ratings } }) => [
      ask.grouping === 'month' ? span.from.slice(0, 7) : span.from,
      hall.tickets,
      hall.appointments,
      hall.walkIns,
      hall.served,
      hall.missed,
      hall.left,
      hall.notReached,
      hall.notRecorded,
      hall.takenBack,
      share(level.all.within, level.all.asked),
      hall.wait.mean,
      hall.wait.median,
      hall.wait.p90,
      hall.service.mean,
      hall.service.median,
      share(hall.told.inside, hall.told.compared),
      bookings.missed,
      bookings.not_held,
      bookings.cancelled,
      ratings.mean,
    ]),
  };
}

export function waitsTable({ collected, page }: TableAsk): RawTable {
  const { hall, level } = collected.together;
  const row = (name: string, wait: Summary, { asked, within }: ServiceLevel, told: ToldFold | null): Row => [
    name,
    wait.count,
    share(within, asked),
    wait.mean,
    wait.median,
    wait.p90,
    ...(told === null
      ? [null, null, null, null]
      : [
          told.compared,
          share(told.shorter, told.compared),
          share(told.inside, told.compared),
          share(told.longer, told.compared),
        ]),
  ];
  const { appointment, walk_in, priority } = hall.waiting;
  const name = (kind: 'all' | 'fromBooked' | (typeof waitKinds)[number]): string =>
    page.t(`statistics.kind.${kind}`);
  return {
    columns: [
      'visitors',
      'called',
      'inTime',
      'waitMean',
      'waitMedian',
      'waitP90',
      'compared',
      'shorterTold',
      'insideTold',
      'longerTold',
    ],
    rows: [
      row(name('all'), hall.wait, level.all, hall.told),
      row(name('appointment'), appointment.wait, level.appointment, appointment.told),
      // what was told was told when they came
      row(name('fromBooked'), hall.fromBooked, level.appointment, null),
      row(name('walk_in'), walk_in.wait, level.walk_in, walk_in.told),
      row(name('priority'), priority.wait, level.priority, priority.told),
    ],
  };
}

export function bandsTable({ collected, page }: TableAsk): RawTable {
  const { bands, wait } = collected.together.hall;
  return {
    columns: ['band', 'count', 'share'],
    rows: waitBands.map((from, position) => {
      const to = waitBands[position + 1];
      const count = bands[position] ?? 0;
      const name =
        to === undefined ? page.t('statistics.bandFrom', { from }) : page.t('statistics.band', { from, to });
      return [name, count, share(count, wait.count)];
    }),
  };
}

export function hoursTable({ collected }: TableAsk): RawTable {
  const { hours, days } = collected.together.hall;
  const mean = (count: number): number => Math.round((10 * count) / Math.max(1, days)) / 10;
  return {
    columns: ['hour', 'issued', 'called', 'served', 'issuedPerDay'],
    rows: hours.map(({ hour, issued, called, served }) => [
      `${String(hour).padStart(2, '0')}:00`,
      issued,
      called,
      served,
      mean(issued),
    ]),
  };
}
