import { createSite } from '../../../actions/catalogue/create-site.ts';
import { editSite, siteKinds, siteNamed, siteZones } from '../../../actions/catalogue/edit-site.ts';
import { emptyOffice, usualOffice } from '../../../actions/catalogue/office-beginning.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import type { Locale } from '../../../domain/catalogue/words.ts';
import type { Translate } from '../../../locales/words.ts';
import { paths } from '../../paths.ts';
import { bilingual } from '../form/bilingual.ts';
import { choice, type Field, flag, long, number, short, text } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

/** What a site is called and where it is. */
export const profileForm: SettingsForm<ReturnType<typeof editSite.schema.parse>> = {
  edit: editSite,
  frame: (ask) => siteFrame(ask, 'profile'),
  sections: ({ records, subject, page: { t, locale } }) => [
    {
      heading: t('settings.site.names'),
      fields: [
        ...bilingual('name', t('settings.field.name'), t),
        ...bilingual('address', t('common.address'), t, { optional: true }),
        { name: 'telephone', label: t('common.telephone'), control: short, optional: true },
        { name: 'website', label: t('common.website'), control: text, optional: true },
        {
          name: 'latitude',
          label: t('settings.site.latitude'),
          control: short,
          optional: true,
          hint: positionHint(records, subject, { t, locale }),
        },
        { name: 'longitude', label: t('settings.site.longitude'), control: short, optional: true },
        ...bilingual('note', t('settings.field.note'), t, { control: long, optional: true }),
        cityField(records, t, locale),
        kindField(t),
        {
          name: 'timeZone',
          label: t('settings.site.timeZone'),
          control: choice(siteZones.map((zone) => ({ value: zone, text: t(`settings.site.zone.${zone}`) }))),
          hint: t('settings.site.timeZoneHint'),
        },
      ],
    },
    {
      heading: t('settings.site.offer'),
      fields: [
        {
          name: 'active',
          label: t('settings.site.active'),
          control: flag,
          hint: t('settings.site.activeHint'),
        },
        {
          name: 'bookable',
          label: t('settings.site.bookable'),
          control: flag,
          hint: t('settings.site.bookableHint'),
        },
        {
          name: 'handling',
          label: t('settings.site.handling'),
          control: flag,
          hint: t('settings.site.handlingHint'),
        },
        {
          name: 'sort',
          label: t('settings.field.sort'),
          control: number,
          hint: t('settings.field.sortHint'),
        },
      ],
    },
  ],
};

/** A site that is not there yet. */
export const newSiteForm: SettingsForm<ReturnType<typeof createSite.schema.parse>> = {
  edit: createSite,
  start: ({ records }) => ({
    from: records.sites.find(({ active, bookable }) => active && bookable)?.code ?? usualOffice,
    city: records.cities[0]?.code,
  }),
  next: ({ values }) => paths.admin.act('sites', String(values.get('code')), 'setup'),
  frame: ({ page: { t } }) => ({
    heading: t('settings.site.new'),
    lede: t('settings.site.newText'),
    crumbs: [{ href: paths.admin.section('sites'), text: t('settings.menu.sites') }],
    tabs: [],
  }),
  sections: ({ records, page: { t, locale } }) => [
    {
      heading: t('settings.site.names'),
      fields: [
        {
          name: 'from',
          label: t('settings.setUp.from'),
          hint: t('settings.setUp.fromHint'),
          control: choice([
            ...records.sites
              .filter(({ queues }) => queues.length > 0)
              .map(({ code, name }) => ({
                value: code,
                text: t('settings.setUp.like', { site: name[locale] }),
              })),
            { value: usualOffice, text: t('settings.setUp.usual') },
            { value: emptyOffice, text: t('settings.setUp.empty') },
          ]),
        },
        ...bilingual('name', t('settings.field.name'), t),
        { name: 'code', label: t('settings.field.code'), control: short, hint: t('settings.field.codeHint') },
        ...bilingual('address', t('common.address'), t, { optional: true }),
        { name: 'telephone', label: t('common.telephone'), control: short, optional: true },
      ],
    },
    {
      heading: t('settings.field.city'),
      fields: [
        {
          ...cityField(records, t, locale),
          control: choice([
            ...records.cities.map(({ code, name }) => ({ value: code, text: name[locale] })),
            { value: '', text: t('settings.setUp.otherCity') },
          ]),
        },
        ...bilingual('newCity', t('settings.setUp.newCity'), t, {
          optional: true,
          hint: t('settings.setUp.newCityHint'),
        }),
      ],
    },
  ],
};

function cityField({ cities }: CatalogueRecords, t: Translate, locale: Locale): Field {
  const options = cities.map(({ code, name }) => ({ value: code, text: name[locale] }));
  return { name: 'city', label: t('settings.field.city'), control: choice(options) };
}

function kindField(t: Translate): Field {
  const options = siteKinds.map((kind) => ({ value: kind, text: t(`common.kind.${kind}`) }));
  return { name: 'kind', label: t('settings.field.kind'), control: choice(options) };
}

/** Beside how it is given, where another office is: of the same city, if there is one. */
function positionHint(
  records: CatalogueRecords,
  subject: string,
  { t, locale }: { readonly t: Translate; readonly locale: Locale },
): string {
  const city = siteNamed(records, subject)?.city;
  const others = records.sites.filter(({ code, position }) => code !== subject && position != null);
  const near = others.find((site) => site.city === city) ?? others[0];
  const how = t('settings.site.positionHint');
  if (near?.position == null) return how;
  const next = t('settings.site.positionNear', { site: near.name[locale], ...near.position });
  return t('common.sentences', { first: how, next });
}
