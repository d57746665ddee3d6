import { type CaseState, caseStates } from '../../../domain/agency/agency-states.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { type CaseLine, type CaseOrder, caseOrders } from '../../../store/agency/agency-query.ts';
import { caseTags } from '../../agency/case-lines.ts';
import { serviceNames } from '../../booking/summary-view.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { type ListFiles, listFiles } from '../list-file.ts';
import { type Paging, pagingOf } from '../paging.ts';
import { type HeadCell, headOf, type Sorting, sortingText } from '../sorting.ts';
import type { TableFile } from '../table-file.ts';

export const agencySection = 'agency';
export const casesPath = paths.admin.section(agencySection);

export interface CasesView {
  readonly action: string;
  readonly site: string;
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly states: readonly {
    readonly href: string;
    readonly text: string;
    readonly count: number;
    readonly current: boolean;
  }[];
  readonly state: string;
  readonly total: string;
  readonly sort: string | undefined;
  readonly head: readonly HeadCell[];
  readonly files: ListFiles;
  readonly lines: readonly CaseLineView[];
  readonly paging: Paging;
}

export interface CaseLineView {
  readonly href: string;
  readonly reference: string;
  readonly enterprise: string;
  readonly services: string;
  readonly site: string;
  readonly state: string;
  readonly tag: string;
  readonly since: string;
  readonly documents: string;
  readonly visit: string;
}

export interface AskedCases {
  /** empty: all of theirs */
  readonly site: string;
  /** null: any */
  readonly state: CaseState | null;
  readonly sort: Sorting<CaseOrder> | null;
  readonly page: number;
}

export interface FoundCases {
  readonly lines: readonly CaseLine[];
  readonly total: number;
  readonly counts: ReadonlyMap<CaseState, number>;
}

const columns = [
  'reference',
  'enterprise',
  'services',
  'state',
  'since',
  'documents',
  'visit',
  'site',
] as const satisfies readonly (keyof CaseLineView)[];

/** Cases by state. */
export function casesView(
  asked: AskedCases,
  found: FoundCases,
  sites: readonly Site[],
  catalogue: Catalogue,
  page: PageContext,
): CasesView {
  const { t, locale } = page;
  const site = asked.site === '' ? undefined : asked.site;
  const all = [...found.counts.values()].reduce((sum, count) => sum + count, 0);
  const state = asked.state ?? 'any';
  const query = { site, state, sort: sortingText(asked.sort) };
  const head = columns.map((column) => ({
    label: t(`agency.admin.${column}`),
    key: caseOrders.find((key) => key === column) ?? null,
  }));
  return {
    action: casesPath,
    site: asked.site,
    sites: sites.map(({ code, name }) => ({ code, name: name[locale] })),
    state,
    states: (['any', ...caseStates] as const).map((one) => ({
      href: withQuery(casesPath, { ...query, state: one }),
      text: one === 'any' ? t('agency.admin.any') : t(`agency.state.${one}`),
      count: one === 'any' ? all : (found.counts.get(one) ?? 0),
      current: one === state,
    })),
    total: t('agency.admin.total', { total: found.total }),
    sort: query.sort,
    head: headOf(head, asked.sort, (sort) => withQuery(casesPath, { ...query, sort })),
    files: listFiles(casesPath, query, found.total, page),
    lines: found.lines.map((line) => lineOf(line, catalogue, page)),
    paging: pagingOf(asked.page, found.total, (number) => withQuery(casesPath, { ...query, page: number })),
  };
}

/** The same as a file. */
export function casesTable(lines: readonly CaseLine[], catalogue: Catalogue, page: PageContext): TableFile {
  return {
    name: 'agency',
    columns: columns.map((column) => page.t(`agency.admin.${column}`)),
    rows: lines.map((line) => {
      const said = lineOf(line, catalogue, page);
      return columns.map((column) => said[column]);
    }),
  };
}

function lineOf(
  { booking, state, since, accepted, documents }: CaseLine,
  catalogue: Catalogue,
  page: PageContext,
): CaseLineView {
  const { t, locale } = page;
  const site = catalogue.sites.get(booking.site);
  const format = formatting(locale, site?.timeZone ?? 'Asia/Shanghai');
  return {
    href: paths.admin.item(agencySection, booking.reference),
    reference: booking.reference,
    enterprise: booking.enterprise.name,
    services: serviceNames(booking.services, catalogue, page).join(t('settings.form.listSeparator')),
    site: site?.name[locale] ?? booking.site,
    state: t(`agency.state.${state}`),
    tag: caseTags[state],
    since: format.dayTime(since),
    documents: `${accepted} / ${documents}`,
    visit: format.dayTime(booking.start),
  };
}
