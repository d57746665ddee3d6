import { comingExceptions, editClosures } from '../../../actions/catalogue/edit-closures.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { rowKeys } from '../form/bilingual.ts';
import { choice, date, flag, text, time } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { reasonChoice, reasonScripts } from './reason-choice.ts';
import { siteFrame } from './site-frame.ts';

/** Closures and special openings still to come. */
export const closuresForm: SettingsForm<ReturnType<typeof editClosures.schema.parse>> = {
  edit: editClosures,
  frame: (ask) => siteFrame(ask, 'closures'),
  scripts: reasonScripts,
  sections: ({ records, subject, values, now, page }) => {
    const { t } = page;
    const site = siteNamed(records, subject);
    const coming =
      site === undefined ? [] : [...comingExceptions(site, now)].sort((a, b) => (a.date < b.date ? -1 : 1));
    const kinds = choice([
      { value: 'closed', text: t('settings.closures.closed') },
      { value: 'open', text: t('settings.closures.open') },
    ]);
    const label = t('settings.closures.reason');
    const choosing = records.reasonTexts.length > 0;
    const columns = [
      t('settings.closures.kind'),
      t('settings.closures.date'),
      t('settings.closures.until'),
      t('settings.closures.from'),
      t('settings.closures.to'),
      ...(choosing ? [t('settings.reasons.choice')] : []),
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
      const at = (name: string) => `closures.${key}.${name}`;
      const field = (name: string, column: number, control = text) => {
        return { name: at(name), label: columns.at(column) ?? '', control };
      };
      return {
        head: known?.date ?? t('settings.form.new'),
        cells: [
          field('kind', 0, kinds),
          field('date', 1, date),
          known === undefined ? field('until', 2, date) : null,
          field('from', 3, time),
          field('to', 4, time),
          ...(known === undefined ? reasonChoice(records, at, page) : choosing ? [null] : []),
          field('reason.zh-CN', -3),
          field('reason.en', -2),
          known === undefined ? null : field('remove', -1, flag),
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
