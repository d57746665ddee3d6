import { editNotices } from '../../../actions/catalogue/edit-notices.ts';
import { rowKeys } from '../form/bilingual.ts';
import { date, flag, text } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

/** What the displays say at their foot. */
export const noticesForm: SettingsForm<ReturnType<typeof editNotices.schema.parse>> = {
  edit: editNotices,
  frame: (ask) => siteFrame(ask, 'notices'),
  sections: ({ records, subject, values, page: { t } }) => {
    const own = records.notices.filter(({ site }) => site === subject).map(({ id }) => id);
    const label = t('settings.notices.sentence');
    const columns = [
      t('settings.form.inChinese', { label }),
      t('settings.form.inEnglish', { label }),
      t('settings.notices.first'),
      t('settings.notices.last'),
      t('settings.form.remove'),
    ];
    const rows = rowKeys('notices', own, values).map((key, index) => ({
      head: own.includes(key) ? String(index + 1) : t('settings.form.new'),
      cells: [
        { name: `notices.${key}.text.zh-CN`, label: columns[0] ?? '', control: text },
        { name: `notices.${key}.text.en`, label: columns[1] ?? '', control: text },
        { name: `notices.${key}.first`, label: columns[2] ?? '', control: date, optional: true },
        { name: `notices.${key}.last`, label: columns[3] ?? '', control: date, optional: true },
        own.includes(key) ? { name: `notices.${key}.remove`, label: columns[4] ?? '', control: flag } : null,
      ],
    }));
    return [
      {
        heading: t('settings.site.parts.notices'),
        text: t('settings.notices.text'),
        table: { head: t('settings.notices.notice'), columns, rows },
      },
    ];
  },
};
