import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import type { WordKey } from '../../../locales/words.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { asked } from '../../request/asked.ts';
import type { ListFrame, ListRequest } from '../list/declared-list.ts';
import { date, oneOf } from '../list/filters.ts';
import { sitesOf, today } from '../staff-sites.ts';
import { type Period, periodIn, usualPeriod } from './period.ts';

export interface DaysOfOneSite {
  readonly site: Site;
  /** of which there are such figures for whoever asks */
  readonly theirs: readonly Site[];
  readonly usual: Period & { readonly site: Site };
  readonly period: Period & { readonly cut: boolean };
}

/** What a list of one site's figures is opened with, before anything of it is read. `longest`: days that are counted at once. */
export async function daysOfOneSite(
  { system, request, staff, page: { now } }: ListRequest<System>,
  { has, longest }: { readonly has: (site: Site) => boolean; readonly longest: number },
): Promise<DaysOfOneSite | 403 | 404> {
  const catalogue = await system.catalogue();
  const theirs = sitesOf(catalogue, staff).filter(has);
  const wanted = asked(request, 'site');
  const known = catalogue.sites.get(wanted);
  if (known !== undefined && !mayWorkAt(staff, known.code)) return 403;
  const site = wanted === '' ? theirs[0] : theirs.find(({ code }) => code === wanted);
  if (site === undefined) return 404;
  const day = today(site, now);
  const usual = { site: theirs[0] ?? site, ...usualPeriod(request, day) };
  return { site, theirs, usual, period: periodIn(request, day, longest) };
}

/** Above such a list: of whom, from when to when, and whether that is all that was asked for. */
export function frameOfOneSite(
  { page: { t, locale }, site, period: { from, to, cut } }: DaysOfOneSite & { readonly page: PageContext },
  words: Readonly<Record<'heading' | 'lede' | 'cut', WordKey>>,
  longest: number,
): ListFrame {
  const { fullDay } = dateFormatting(locale);
  const first = t(words.lede, { from: fullDay(noonOf(from)), to: fullDay(noonOf(to)) });
  const statistics = `${paths.admin.section('statistics')}?site=${encodeURIComponent(site.code)}`;
  return {
    heading: t(words.heading, { site: site.name[locale] }),
    lede: cut ? t('common.sentences', { first, next: t(words.cut, { days: longest }) }) : first,
    crumbs: [{ href: statistics, text: t('settings.menu.statistics') }],
  };
}

export function filtersOfOneSite({
  page: { t, locale },
  theirs,
  usual,
}: DaysOfOneSite & { readonly page: PageContext }) {
  return {
    site: oneOf(
      t('day.site'),
      theirs.map(({ code }) => code),
      usual.site.code,
      (code) => theirs.find((one) => one.code === code)?.name[locale] ?? code,
    ),
    from: { ...date(t('statistics.from')), usual: usual.from },
    to: { ...date(t('statistics.to')), usual: usual.to },
  };
}
