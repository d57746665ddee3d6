import { maySeeReport, maySubscribe } from '../../../actions/report/edit-reports.ts';
import type { System } from '../../../actions/system.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { nextSending } from '../../../domain/report/report-period.ts';
import {
  type ReportScope,
  type ReportStanding,
  type ReportSubscription,
  sitesOfReport,
  standingOf,
} from '../../../domain/report/report-subscription.ts';
import { lastSendings, listReports, type ReportSent } from '../../../store/report/report-query.ts';
import { listStaff } from '../../../store/staff/staff-query.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

interface ReportLine extends ReportSubscription {
  readonly name: string;
  readonly standing: ReportStanding;
  readonly last: ReportSent | null;
  /** epoch ms; null: none */
  readonly next: number | null;
}

const tags: Readonly<Record<ReportStanding, string>> = {
  sends: 'tag tag--done',
  ended: 'tag tag--faint',
  account_closed: 'tag tag--stop',
  may_not_read: 'tag tag--stop',
  no_office: 'tag tag--stop',
  no_address: 'tag tag--stop',
};

/** Who is told what by mail, as far as it concerns whoever asks. */
export const reportList = adminList({
  name: 'reports',
  label: 'reports.title',
  empty: { none: 'reports.none' },
  open: async ({ system }: ListRequest<System>) => ({
    sites: [...(await system.catalogue()).sites.values()],
    catalogue: await system.catalogue(),
    accounts: await listStaff(system.database.reader),
  }),
  source: async ({ system, staff, sites, accounts, page: { now } }) => {
    const { writer } = system.database;
    // what was made a moment ago must be there
    const [subscriptions, sent] = [await listReports(writer), await lastSendings(writer)];
    const byId = new Map(accounts.map((one) => [one.member.id, one]));
    return subscriptions
      .filter((one) => maySeeReport(one, staff))
      .map((one): ReportLine => {
        const account = byId.get(one.recipient) ?? null;
        const standing = standingOf(one, account, sites);
        const its = account === null ? [] : sitesOfReport(one.scope, sites, account.member);
        const zones = [...new Set(its.map(({ timeZone }) => timeZone))];
        return {
          ...one,
          name: account?.member.name ?? one.recipient,
          standing,
          last: sent.get(one.id) ?? null,
          next: standing === 'sends' ? nextSending(one, zones, now) : null,
        };
      });
  },
  columns: ({ page, catalogue }) => {
    const { t, locale } = page;
    const { listTime } = formatting(locale, staffZone);
    return [
      {
        key: 'recipient',
        label: t('reports.recipient'),
        cell: ({ id, name }) => ({ text: name, href: paths.admin.item('reports', id) }),
      },
      { key: 'offices', label: t('reports.scope'), cell: ({ scope }) => scopeText(scope, catalogue, page) },
      {
        key: 'rhythm',
        label: t('reports.rhythm'),
        nowrap: true,
        cell: ({ rhythm, at }) => `${t(`reports.rhythms.${rhythm}`)} ${at}`,
      },
      {
        key: 'language',
        label: t('reports.language'),
        nowrap: true,
        cell: (one) => t(`reports.languages.${one.locale}`),
      },
      {
        key: 'files',
        label: t('reports.files'),
        cell: ({ files }) =>
          files.length === 0 ? t('reports.plain') : files.map((file) => file.toUpperCase()).join(' + '),
      },
      {
        key: 'last',
        label: t('reports.last'),
        kind: 'figures',
        cell: ({ last }) => ({
          text: last === null ? t('reports.lastNone') : listTime(last.at),
          order: last?.at ?? 0,
        }),
      },
      {
        key: 'next',
        label: t('reports.next'),
        kind: 'figures',
        cell: ({ next }) => ({
          text: next === null ? t('reports.nextNone') : listTime(next),
          order: next ?? Number.MAX_SAFE_INTEGER,
        }),
      },
      {
        key: 'state',
        label: t('reports.state'),
        cell: ({ standing, endedBy }) => ({
          text: endedBy === null ? t(`reports.states.${standing}`) : t(`reports.endedBy.${endedBy}`),
          tag: tags[standing],
        }),
      },
    ];
  },
  acts: ({ page: { t }, staff }) =>
    maySubscribe(staff)
      ? {
          label: t('reports.acts'),
          of: ({ id, name, standing }) => [
            ...(standing === 'sends'
              ? [{ action: paths.admin.act('reports', id, 'send'), text: t('reports.sendNow'), about: name }]
              : []),
            ...(standing === 'ended'
              ? []
              : [{ action: paths.admin.act('reports', id, 'end'), text: t('reports.end'), about: name }]),
          ],
        }
      : null,
});

/** Of which offices it is, in words. */
export function scopeText(
  scope: ReportScope,
  { sites, cities }: Pick<Catalogue, 'sites' | 'cities'>,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): string {
  if (scope.kind === 'all') return t('reports.scopeAll');
  if (scope.kind === 'city')
    return t('reports.scopeCity', {
      city: cities.find(({ code }) => code === scope.city)?.name[locale] ?? scope.city,
    });
  const nameOf = (code: string): string => sites.get(code)?.name[locale] ?? code;
  const [first = '', ...others] = scope.sites;
  if (others.length > 2) return t('reports.offices', { count: scope.sites.length });
  return [first, ...others].map(nameOf).join(t('mail.listSeparator'));
}
