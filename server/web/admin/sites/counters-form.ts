import { editCounters } from '../../../actions/catalogue/edit-counters.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { rowKeys } from '../form/bilingual.ts';
import { choices, flag, tiny } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

/** Counters and the queues that they serve. */
export const countersForm: SettingsForm<ReturnType<typeof editCounters.schema.parse>> = {
  edit: editCounters,
  frame: (ask) => siteFrame(ask, 'counters'),
  sections: ({ records, subject, values, page: { t, locale } }) => {
    const site = siteNamed(records, subject);
    const counters = site?.counters ?? [];
    const options = (site?.queues ?? []).map(({ id, code, name }) => ({
      value: id,
      text: `${code} · ${name[locale]}`,
    }));
    const columns = [t('settings.counters.label'), t('settings.counters.serves'), t('settings.form.remove')];
    const rows = rowKeys(
      'counters',
      counters.map(({ code }) => code),
      values,
      3,
    ).map((key) => {
      const known = counters.find(({ code }) => code === key);
      const at = (name: string) => `counters.${key}.${name}`;
      return {
        head: known === undefined ? t('settings.form.new') : key,
        cells: [
          { name: at('label'), label: columns[0] ?? '', control: tiny },
          { name: at('queues'), label: columns[1] ?? '', control: choices(options) },
          known === undefined ? null : { name: at('remove'), label: columns[2] ?? '', control: flag },
        ],
      };
    });
    return [
      {
        heading: t('settings.site.parts.counters'),
        text: t('settings.counters.text'),
        table: { head: t('settings.counters.counter'), columns, rows },
      },
    ];
  },
};
