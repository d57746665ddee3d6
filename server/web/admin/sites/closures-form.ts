import { comingExceptions, editClosures } from '../../../actions/catalogue/edit-closures.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { rowKeys } from '../form/bilingual.ts';
import { choice, date, flag, text, time } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

/** Closures and special openings still to come. */
export const closuresForm: SettingsForm<ReturnType<typeof editClosures.schema.parse>> = {
  edit: editClosures,
  frame: (ask) => siteFrame(ask, 'closures'),
  sections: ({ records, subject, values, now, page: { t } }) => {
    const site = siteNamed(records, subject);
    const coming =
      site === undefined ? [] : [...comingExceptions(site, now)].sort((a, b) => (a.date < b.date ? -1 : 1));
    const kinds = choice([
      { value: 'closed', text: t('settings.closures.closed') },
      { value: 'open', text: t('settings.closures.open') },
    ]);
    const label = t('settings.closures.reason');
    const columns = [
      t('settings.closures.kind'),
      t('settings.closures.date'),
      t('settings.closures.until'),
      t('settings.closures.from'),
      t('settings.closures.to'),
      t('settings.form.inChinese', { label }),
      t('settings.form.inEnglish', { label }),
      t('settings.form.remove'),
    ];
    const rows = rowKeys(
      'closures',
      coming.map(({ id }) => id),
      values,
    ).map((key) => {
      const known = coming.find(({ id }) => id === key);
      const field = (name: string, column: number, control = text) => {
        return { name: `closures.${key}.${name}`, label: columns[column] ?? '', control };
      };
      return {
        head: known?.date ?? t('settings.form.new'),
        cells: [
          field('kind', 0, kinds),
          field('date', 1, date),
          known === undefined ? field('until', 2, date) : null,
          field('from', 3, time),
          field('to', 4, time),
          field('reason.zh-CN', 5),
          field('reason.en', 6),
          known === undefined ? null : field('remove', 7, flag),
        ],
      };
    });
    return [
      {
        heading: t('settings.site.parts.closures'),
        text: t('settings.closures.text'),
        table: { head: t('settings.closures.entry'), columns, rows },
      },
    ];
  },
};
