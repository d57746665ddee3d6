import type { System } from '../../actions/system.ts';
import { jobNames } from '../../domain/job-name.ts';
import { jobRuns } from '../../store/job/job-run-query.ts';
import { staff } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { paths } from '../paths.ts';
import { staffTime } from '../staff/staff-time.ts';
import type { Cell } from './list/cell.ts';
import { adminList, type ListRequest } from './list/declared-list.ts';
import { choice, search } from './list/filters.ts';
import { listPage } from './list/list-page.ts';

const states = ['succeeded', 'failed', 'never'] as const;

/** What runs by the clock, and how it ended last. */
const jobList = adminList({
  name: 'jobs',
  label: 'settings.menu.jobs',
  empty: { none: 'settings.jobs.none' },
  open: async ({ system, page }: ListRequest<System>) => {
    const runs = await jobRuns(system.database.reader);
    const used = jobNames.filter((job) => job !== 'backup' || system.config.backups !== null);
    const known = used.map((job) => {
      const { succeededAt = null, failedAt = null, milliseconds = null } = runs.get(job) ?? {};
      const failed = (failedAt ?? 0) > (succeededAt ?? 0);
      const state = failed ? states[1] : succeededAt === null ? states[2] : states[0];
      return { text: page.t(`settings.jobs.is.${job}`), succeededAt, failedAt, milliseconds, state };
    });
    return { known };
  },
  frame: ({ page: { t } }) => ({ heading: t('settings.menu.jobs'), lede: t('settings.jobs.text') }),
  filters: ({ page: { t } }) => ({
    q: search(t('settings.jobs.job'), { private: false }),
    state: choice(t('settings.field.state'), t('audit.any'), states, (one) => t(`settings.jobs.${one}`)),
  }),
  source: ({ known }, { filters: { q, state } }) =>
    known.filter(
      (job) => job.text.toLowerCase().includes(q.toLowerCase()) && (state === '' || job.state === state),
    ),
  columns: ({ page: { t, locale } }) => {
    const time = (at: number | null): Cell => ({
      text: at === null ? '–' : staffTime(at, locale),
      order: at,
    });
    const tags = { succeeded: 'tag tag--done', failed: 'tag tag--stop', never: 'tag tag--faint' };
    return [
      { key: 'job', label: t('settings.jobs.job'), cell: ({ text }) => text },
      {
        key: 'state',
        label: t('settings.field.state'),
        cell: ({ state }) => ({ text: t(`settings.jobs.${state}`), tag: tags[state] }),
      },
      { key: 'well', label: t('settings.jobs.well'), kind: 'figures', cell: (job) => time(job.succeededAt) },
      { key: 'badly', label: t('settings.jobs.badly'), kind: 'figures', cell: (job) => time(job.failedAt) },
      {
        key: 'took',
        label: t('settings.jobs.took'),
        kind: 'count',
        cell: ({ milliseconds: took }) => ({ text: String(took ?? '–'), file: took, order: took }),
      },
    ];
  },
});

/** Whether deletions, reminders and the ends of days are done as they should be. */
export const jobPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('jobs'),
    audience: staff('audit.read'),
    ...listPage(jobList),
    menu: { under: 'access', text: 'settings.menu.jobs' },
  },
];
