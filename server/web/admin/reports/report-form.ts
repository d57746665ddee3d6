import { z } from 'zod';
import { maySubscribe } from '../../../actions/report/edit-reports.ts';
import type { System } from '../../../actions/system.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { locales } from '../../../domain/catalogue/words.ts';
import { reportRhythms } from '../../../domain/report/report-period.ts';
import { type ReportScope, reportFiles } from '../../../domain/report/report-subscription.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { type FoundStaff, listStaff } from '../../../store/staff/staff-query.ts';
import { asked } from '../../request/asked.ts';
import { choice, choices, type FormSection, radios, time } from '../form/form-section.ts';
import type { OfficePlace } from '../form/office-form.ts';
import type { ListView } from '../list/list-view.ts';
import { sitesOf } from '../staff-sites.ts';

export interface ReportPlace extends OfficePlace<System> {
  readonly list: ListView;
  readonly catalogue: Catalogue;
  /** accounts that can be told of at least one of the offices of whoever asks */
  readonly candidates: readonly FoundStaff[];
}

const many = <T extends string>(one: z.ZodType<T>) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(one).max(1000));

/** Before it the day before may not have been ended and counted yet. */
const earliest = '01:00';

export const reportFields = z.object({
  recipient: z.string().min(1).max(60),
  scope: z.string().regex(/^(all|sites|city:.{1,60})$/),
  sites: many(z.string().max(40)),
  rhythm: z.enum(reportRhythms),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .refine((value) => value >= earliest),
  locale: z.enum(locales),
  files: many(z.enum(reportFiles)),
});

export function scopeChosen({ scope, sites }: z.infer<typeof reportFields>): ReportScope {
  if (scope === 'all') return { kind: 'all' };
  return scope === 'sites' ? { kind: 'sites', sites } : { kind: 'city', city: scope.slice('city:'.length) };
}

export async function candidatesFor(
  { database }: Pick<System, 'database'>,
  catalogue: Catalogue,
  staff: ReportPlace['staff'],
): Promise<readonly FoundStaff[]> {
  if (!maySubscribe(staff)) return [];
  const own = sitesOf(catalogue, staff);
  return (await listStaff(database.writer)).filter(
    ({ member, active, mail }) =>
      active &&
      mail !== null &&
      isPermitted(member.role, 'statistics.read') &&
      own.some(({ code }) => mayWorkAt(member, code)),
  );
}

export const reportForm = {
  stored: ({ staff, candidates, catalogue, request, page }: ReportPlace) => {
    const own = sitesOf(catalogue, staff);
    const wanted = own.find(({ code }) => code === asked(request, 'site')) ?? own[0];
    const me = candidates.some(({ member }) => member.id === staff.id);
    return {
      recipient: me ? staff.id : (candidates[0]?.member.id ?? ''),
      scope: 'sites',
      sites: wanted === undefined ? [] : [wanted.code],
      rhythm: 'daily',
      at: '07:30',
      locale: page.locale,
      files: ['pdf'],
    };
  },
  sections: ({ page: { t, locale }, staff, candidates, catalogue }: ReportPlace): readonly FormSection[] => {
    const own = sitesOf(catalogue, staff);
    const cities = [...new Set(own.map(({ city }) => city))];
    const cityName = (code: string): string =>
      catalogue.cities.find((one) => one.code === code)?.name[locale] ?? code;
    return [
      {
        heading: t('reports.new'),
        text: t('reports.newText'),
        fields: [
          {
            name: 'recipient',
            label: t('reports.recipient'),
            hint: t('reports.recipientHint'),
            control: choice(
              candidates.map(({ member: { id, name } }) => ({
                value: id,
                text: id === staff.id ? t('reports.me', { name }) : name,
              })),
            ),
          },
          {
            name: 'scope',
            label: t('reports.scope'),
            control: choice([
              { value: 'sites', text: t('reports.scopeSites') },
              ...(cities.length > 1
                ? cities.map((city) => ({
                    value: `city:${city}`,
                    text: t('reports.scopeCity', { city: cityName(city) }),
                  }))
                : []),
              { value: 'all', text: t('reports.scopeAll') },
            ]),
          },
          {
            name: 'sites',
            label: t('reports.sites'),
            hint: t('reports.sitesHint'),
            control: choices(own.map(({ code, name }) => ({ value: code, text: name[locale] }))),
            optional: true,
          },
          {
            name: 'rhythm',
            label: t('reports.rhythm'),
            control: radios(
              reportRhythms.map((value) => ({
                value,
                text: t(`reports.rhythms.${value}`),
                hint: t(`reports.rhythmHint.${value}`),
              })),
            ),
          },
          { name: 'at', label: t('reports.at'), hint: t('reports.atHint'), control: time },
          {
            name: 'locale',
            label: t('reports.language'),
            control: choice(locales.map((value) => ({ value, text: t(`reports.languages.${value}`) }))),
          },
          {
            name: 'files',
            label: t('reports.files'),
            hint: t('reports.filesHint'),
            control: choices(reportFiles.map((value) => ({ value, text: t(`reports.file.${value}`) }))),
            optional: true,
          },
        ],
      },
    ];
  },
  button: 'reports.subscribe',
  saved: 'reports.saved',
  mayChange: ({ staff }: ReportPlace) => maySubscribe(staff),
} as const;
