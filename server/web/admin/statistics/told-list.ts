import type { System } from '../../../actions/system.ts';
import { type ToldFigures, toldFigures, toldGroupings } from '../../../domain/queue/figures/told-figures.ts';
import { recordedBetween } from '../../../store/statistics/recorded-day-query.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { oneOf } from '../list/filters.ts';
import { daysOfOneSite, filtersOfOneSite, frameOfOneSite } from './days-of-one-site.ts';

/** Days that are counted at once. */
const longestForTold = 190;

/** Whether the waits that one site told came true: by week or by hour of the day. */
export const toldList = adminList({
  name: 'told',
  label: 'told.title',
  empty: { none: 'told.none', narrowed: 'told.none' },
  open: (asking: ListRequest<System>) =>
    daysOfOneSite(asking, { has: ({ queues }) => queues.length > 0, longest: longestForTold }),
  frame: (opened) =>
    frameOfOneSite(opened, { heading: 'told.titleAt', lede: 'told.lede', cut: 'told.cut' }, longestForTold),
  filters: (opened) => ({
    ...filtersOfOneSite(opened),
    by: oneOf(opened.page.t('told.by'), toldGroupings, 'week', (by) => opened.page.t(`told.${by}`)),
  }),
  source: async ({ system, site, period }, { filters: { by } }): Promise<readonly ToldFigures[]> => {
    const days = await recordedBetween(system.database.reader, site.code, period.from, period.to);
    return toldFigures(days, by);
  },
  columns: ({ page: { t, locale }, site }, { filters: { by } }) => {
    const { fullDay } = dateFormatting(locale);
    const percent = (key: 'inside' | 'later' | 'sooner') => ({
      key,
      label: t(`told.${key}`),
      kind: 'count' as const,
      nowrap: true,
      cell: (line: ToldFigures) => {
        const share = Math.round(1000 * line[key]) / 10;
        return { text: String(share), file: share, order: share };
      },
    });
    const number = (key: 'told' | 'waited' | 'width') => ({
      key,
      label: t(`told.${key}`),
      kind: 'count' as const,
      cell: (line: ToldFigures) => {
        const value = Math.round(10 * line[key]) / 10;
        return { text: String(value), file: value, order: value };
      },
    });
    return [
      {
        key: 'group',
        label: t(`told.${by}`),
        nowrap: true,
        cell: ({ group }: ToldFigures) => ({
          text: by === 'week' ? fullDay(noonOf(group)) : `${group}:00–${group}:59`,
          order: group,
        }),
      },
      {
        key: 'queue',
        label: t('told.queue'),
        cell: ({ queue }: ToldFigures) => site.queues.find(({ id }) => id === queue)?.name[locale] ?? queue,
      },
      {
        key: 'kind',
        label: t('told.kind'),
        cell: ({ booked }: ToldFigures) => t(booked ? 'told.booked' : 'told.walkIn'),
      },
      number('told'),
      percent('inside'),
      percent('later'),
      percent('sooner'),
      {
        key: 'range',
        label: t('told.range'),
        nowrap: true,
        kind: 'count' as const,
        cell: ({ low, high }: ToldFigures) => ({
          text: `${Math.round(low)}–${Math.round(high)}`,
          order: high,
        }),
      },
      number('waited'),
      number('width'),
    ];
  },
  export: {
    action: 'statistics.export',
    subject: ({ site }) => site.code,
    file: ({ site, period: { from, to } }) => `told-${site.code}-${from}-${to}`,
  },
});
