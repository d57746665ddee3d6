import { editQueues } from '../../../actions/catalogue/edit-queues.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { rowKeys } from '../form/bilingual.ts';
import { flag, number, text, tiny } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

/** Queues, their slots and places. */
export const queuesForm: SettingsForm<ReturnType<typeof editQueues.schema.parse>> = {
  edit: editQueues,
  frame: (ask) => siteFrame(ask, 'queues'),
  sections: ({ records, subject, values, page: { t } }) => {
    const queues = siteNamed(records, subject)?.queues ?? [];
    const keys = rowKeys(
      'queues',
      queues.map(({ id }) => id),
      values,
    );
    const columns = [
      t('settings.queues.letter'),
      t('settings.form.inChinese', { label: t('settings.field.name') }),
      t('settings.form.inEnglish', { label: t('settings.field.name') }),
      t('settings.queues.slotMinutes'),
      t('settings.queues.places'),
      t('settings.queues.precedence'),
      t('settings.form.remove'),
    ];
    const rows = keys.map((key) => {
      const known = queues.find(({ id }) => id === key);
      const at = (name: string) => `queues.${key}.${name}`;
      return {
        head: known === undefined ? t('settings.form.new') : known.code,
        cells: [
          known === undefined ? { name: at('code'), label: columns[0] ?? '', control: tiny } : null,
          { name: at('name.zh-CN'), label: columns[1] ?? '', control: text },
          { name: at('name.en'), label: columns[2] ?? '', control: text },
          { name: at('slotMinutes'), label: columns[3] ?? '', control: number },
          { name: at('places'), label: columns[4] ?? '', control: number },
          { name: at('precedence'), label: columns[5] ?? '', control: number },
          known === undefined ? null : { name: at('remove'), label: columns[6] ?? '', control: flag },
        ],
      };
    });
    return [
      {
        heading: t('settings.site.parts.queues'),
        text: t('settings.queues.text'),
        table: { head: t('settings.queues.queue'), columns, rows },
      },
    ];
  },
};
