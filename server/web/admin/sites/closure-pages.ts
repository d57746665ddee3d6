import { mayCarryOut, mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import { closeSites } from '../../../actions/catalogue/close-sites.ts';
import { comingExceptions } from '../../../actions/catalogue/edit-closures.ts';
import { comingPartClosures } from '../../../actions/catalogue/edit-part-closures.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import { mayWorkAt, type StaffMember } from '../../../domain/staff/permissions.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { closureTimes, partWords } from '../../part-closure-words.ts';
import { paths } from '../../paths.ts';
import { bilingual } from '../form/bilingual.ts';
import { choices, date, time } from '../form/form-section.ts';
import { type SettingsForm, type SettingsSystem, settingsForm } from '../form/settings-form.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { listPage } from '../list/list-page.ts';
import { reasonsForm } from '../reference-list-forms.ts';
import { reasonChoice, reasonScripts } from './reason-choice.ts';

const closureList = adminList({
  name: 'closures',
  label: 'settings.menu.closures',
  empty: { none: 'settings.closures.none' },
  open: ({ system }: ListRequest<SettingsSystem>) => system.catalogueCache.records(system.database.writer),
  frame: ({ sites, page: { t }, staff: reader }) => ({
    heading: t('settings.menu.closures'),
    lede: t('settings.closures.list'),
    actions: [
      ...(mayCarryOut(reader, closeSites, 'all') && ownSites(sites, reader).length > 1
        ? [
            {
              href: paths.admin.item('closures', 'new'),
              text: t('settings.closures.new'),
              adds: true as const,
            },
          ]
        : []),
      ...(mayEdit(reader, null)
        ? [{ href: paths.admin.item('closures', 'reasons'), text: t('settings.reasons.title') }]
        : []),
    ],
  }),
  sort: 'date',
  source: ({ sites, staff: reader, page }) =>
    ownSites(sites, reader).flatMap((site) => [
      ...comingExceptions(site, page.now).map((one) => ({ site, closure: null, ...one })),
      ...comingPartClosures(site, page.now).map((closure) => ({
        site,
        closure,
        kind: 'closed' as const,
        date: closure.first,
        from: closure.from,
        to: closure.to,
        reason: closure.reason,
      })),
    ]),
  columns: ({ page: { t, locale } }) => [
    { key: 'date', label: t('settings.closures.date'), nowrap: true, cell: (one) => one.date },
    {
      key: 'site',
      label: t('settings.conflicts.site'),
      cell: ({ site, closure }) => ({
        text: site.name[locale],
        href: paths.admin.act('sites', site.code, closure === null ? 'closures' : 'parts'),
      }),
    },
    {
      key: 'kind',
      label: t('settings.closures.kind'),
      cell: ({ kind }) => ({
        text: t(`settings.closures.${kind}`),
        tag: kind === 'closed' ? 'tag tag--stop' : 'tag tag--done',
      }),
    },
    {
      key: 'hours',
      label: t('common.hours'),
      cell: ({ from, to }) => (from === null ? t('settings.closures.wholeDay') : `${from}–${to}`),
    },
    {
      key: 'part',
      label: t('places.parts.column'),
      cell: ({ site, closure }) => ({
        text: partWords(closure?.part ?? { kind: 'site' }, site, { t, locale }),
        ...(closure === null ? {} : { below: closureTimes(closure, { t, locale }) }),
      }),
    },
    { key: 'reason', label: t('settings.closures.reason'), cell: ({ reason }) => reason?.[locale] ?? '' },
  ],
});

const closeForm: SettingsForm<ReturnType<typeof closeSites.schema.parse>> = {
  edit: closeSites,
  start: () => ({}),
  next: () => paths.admin.section('closures'),
  frame: ({ page: { t } }) => ({
    heading: t('settings.closures.new'),
    lede: t('settings.closures.newText'),
    crumbs: [{ href: paths.admin.section('closures'), text: t('settings.menu.closures') }],
    tabs: [],
  }),
  scripts: reasonScripts,
  sections: ({ records, staff: reader, page, page: { t, locale } }) => [
    {
      heading: t('settings.closures.new'),
      fields: [
        {
          name: 'sites',
          label: t('settings.menu.sites'),
          control: choices(
            ownSites(records.sites, reader).map(({ code, name }) => ({ value: code, text: name[locale] })),
          ),
          optional: true,
        },
        {
          name: 'cities',
          label: t('settings.closures.cities'),
          hint: t('settings.closures.citiesHint'),
          control: choices(
            citiesOf(records, reader).map(({ code, name }) => ({ value: code, text: name[locale] })),
          ),
          optional: true,
        },
        { name: 'date', label: t('settings.closures.date'), control: date },
        { name: 'until', label: t('settings.closures.until'), control: date, optional: true },
        { name: 'from', label: t('settings.closures.from'), control: time, optional: true },
        { name: 'to', label: t('settings.closures.to'), control: time, optional: true },
        ...reasonChoice(records, (name) => name, page),
        ...bilingual('reason', t('settings.closures.reason'), t),
      ],
    },
  ],
};

function ownSites(sites: CatalogueRecords['sites'], reader: StaffMember): CatalogueRecords['sites'] {
  return sites.filter(({ code }) => mayWorkAt(reader, code));
}

/** Those with an office that the public sees, all of which somebody sets. */
function citiesOf({ cities, sites }: CatalogueRecords, reader: StaffMember): CatalogueRecords['cities'] {
  return cities.filter(({ code }) => {
    const shown = sites.filter(({ city, active }) => active && city === code);
    return shown.length > 0 && ownSites(shown, reader).length === shown.length;
  });
}

/** What is coming at all sites, and several of them closed at once. */
export const closurePages: readonly DeclaredPage<SettingsSystem>[] = [
  {
    path: paths.admin.section('closures'),
    audience: staff('settings.change', 'audit.read'),
    ...listPage(closureList),
    menu: { under: 'settings', text: 'settings.menu.closures' },
  },
  settingsForm(paths.admin.item('closures', 'new'), closeForm),
  settingsForm(paths.admin.item('closures', 'reasons'), reasonsForm),
];
