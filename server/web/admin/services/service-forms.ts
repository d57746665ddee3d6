import type { Request } from 'express';
import { createService } from '../../../actions/catalogue/create-service.ts';
import { editService } from '../../../actions/catalogue/edit-service.ts';
import { editServiceMaterials, lineKey } from '../../../actions/catalogue/edit-service-materials.ts';
import { paths } from '../../paths.ts';
import { parameter } from '../../request/asked.ts';
import { bilingual, rowKeys } from '../form/bilingual.ts';
import type { FormFrame } from '../form/form-section.ts';
import { choice, flag, long, number, short } from '../form/form-section.ts';
import type { FormAsk, SettingsForm } from '../form/settings-form.ts';
import { openHere } from '../open-here.ts';
import { lineCells, lineColumns } from './line-cells.ts';

export const serviceParts = ['profile', 'materials', 'questions'] as const;

export function serviceFrame(
  { records, subject, page }: Pick<FormAsk, 'records' | 'subject' | 'page'>,
  part: (typeof serviceParts)[number],
): FormFrame {
  const { t, locale } = page;
  return {
    heading: records.services.find(({ code }) => code === subject)?.name[locale] ?? subject,
    crumbs: [{ href: paths.admin.section('services'), text: t('settings.menu.services') }],
    tabs: serviceParts.map((one) => ({
      href: paths.admin.act('services', subject, one),
      text: t(`settings.service.parts.${one}`),
      current: one === part,
    })),
    ...openHere({ records, page }, paths.admin.act('services', subject, part)),
  };
}

export function serviceOfRequest(request: Request): string {
  return parameter(request, 'service');
}

/** What a service is called, how long it takes, whether it is offered. */
export const serviceForm: SettingsForm<ReturnType<typeof editService.schema.parse>> = {
  edit: editService,
  frame: (ask) => serviceFrame(ask, 'profile'),
  sections: ({ page: { t } }) => [
    {
      heading: t('settings.site.names'),
      fields: [
        ...bilingual('name', t('settings.field.name'), t),
        ...bilingual('summary', t('settings.service.summary'), t, { control: long }),
        ...bilingual('where', t('settings.service.where'), t),
      ],
    },
    {
      heading: t('settings.service.offer'),
      fields: [
        {
          name: 'active',
          label: t('settings.service.active'),
          hint: t('settings.service.activeHint'),
          control: flag,
        },
        { name: 'online', label: t('settings.service.online'), control: flag },
        {
          name: 'minutes',
          label: t('settings.service.minutes'),
          hint: t('settings.service.minutesHint'),
          control: number,
        },
        {
          name: 'sort',
          label: t('settings.field.sort'),
          hint: t('settings.field.sortHint'),
          control: number,
        },
      ],
    },
  ],
};

/** A service that is not there yet. */
export const newServiceForm: SettingsForm<ReturnType<typeof createService.schema.parse>> = {
  edit: createService,
  start: () => ({ minutes: 15 }),
  next: ({ values }) => paths.admin.act('services', String(values.get('code')), 'materials'),
  frame: ({ page: { t } }) => ({
    heading: t('settings.service.new'),
    lede: t('settings.service.newText'),
    crumbs: [{ href: paths.admin.section('services'), text: t('settings.menu.services') }],
    tabs: [],
  }),
  sections: ({ page: { t } }) => [
    {
      heading: t('settings.site.names'),
      fields: [
        { name: 'code', label: t('settings.field.code'), hint: t('settings.field.codeHint'), control: short },
        ...bilingual('name', t('settings.field.name'), t),
        ...bilingual('summary', t('settings.service.summary'), t, { control: long }),
        ...bilingual('where', t('settings.service.where'), t),
        {
          name: 'minutes',
          label: t('settings.service.minutes'),
          hint: t('settings.service.minutesHint'),
          control: number,
        },
      ],
    },
  ],
};

/** What a service asks for. */
export const serviceMaterialsForm: SettingsForm<ReturnType<typeof editServiceMaterials.schema.parse>> = {
  edit: editServiceMaterials,
  frame: (ask) => ({ ...serviceFrame(ask, 'materials'), lede: ask.page.t('settings.lines.text') }),
  sections: ({ records, subject, values, page: { t, locale } }) => {
    const own = records.serviceMaterials.filter(({ service }) => service === subject);
    const nameOf = (code: string) => records.materials.find((one) => one.code === code)?.name[locale] ?? code;
    const siteOf = (code: string) => records.sites.find((one) => one.code === code)?.name[locale] ?? code;
    const none = { value: '', text: t('settings.form.none') };
    const materials = choice([
      none,
      ...records.materials.map(({ code }) => ({ value: code, text: nameOf(code) })),
    ]);
    const everywhere = { value: '', text: t('settings.lines.everywhere') };
    const sites = choice([
      everywhere,
      ...records.sites.map(({ code }) => ({ value: code, text: siteOf(code) })),
    ]);
    const rows = rowKeys('lines', own.map(lineKey), values).map((key) => {
      const line = own.find((one) => lineKey(one) === key);
      const cells = lineCells(key, line !== undefined, t);
      return line === undefined
        ? { head: t('settings.form.new'), cells }
        : {
            head: nameOf(line.material),
            note: line.site === null ? t('settings.lines.everywhere') : siteOf(line.site),
            cells,
          };
    });
    const at = (name: string) => `lines.new1.${name}`;
    return [
      {
        heading: t('settings.service.parts.materials'),
        table: { head: t('settings.lines.material'), columns: lineColumns(t), rows },
      },
      {
        heading: t('settings.lines.add'),
        text: t('settings.lines.addText'),
        fields: [
          { name: at('material'), label: t('settings.lines.material'), control: materials, optional: true },
          { name: at('site'), label: t('settings.lines.site'), control: sites, optional: true },
        ],
      },
    ];
  },
};
