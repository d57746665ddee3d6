import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { editSiteServices } from '../../../actions/catalogue/edit-site-services.ts';
import { choice, flag, number } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

/** What a site handles, where and how long it takes. */
export const siteServicesForm: SettingsForm<ReturnType<typeof editSiteServices.schema.parse>> = {
  edit: editSiteServices,
  frame: (ask) => siteFrame(ask, 'services'),
  sections: ({ records, subject, page: { t, locale } }) => {
    const queues = siteNamed(records, subject)?.queues ?? [];
    const options = [
      { value: '', text: t('settings.form.none') },
      ...queues.map(({ id, code, name }) => ({ value: id, text: `${code} · ${name[locale]}` })),
    ];
    const columns = [t('settings.matrix.offered'), t('settings.queues.queue'), t('settings.matrix.minutes')];
    const rows = [...records.services]
      .sort((a, b) => a.sort - b.sort)
      .map(({ code, name, minutes, active }) => ({
        head: name[locale],
        note: active ? t('settings.matrix.usual', { minutes }) : t('settings.matrix.inactive'),
        cells: [
          { name: `services.${code}.offered`, label: columns[0] ?? '', control: flag },
          { name: `services.${code}.queue`, label: columns[1] ?? '', control: choice(options) },
          { name: `services.${code}.minutes`, label: columns[2] ?? '', control: number, optional: true },
        ],
      }));
    return [
      {
        heading: t('settings.site.parts.services'),
        text: t('settings.matrix.text'),
        table: { head: t('settings.matrix.service'), columns, rows },
      },
    ];
  },
};
