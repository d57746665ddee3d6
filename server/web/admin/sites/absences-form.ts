import { mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import {
  comingChanges,
  editAbsences,
  rosterChanges,
  withoutCauses,
} from '../../../actions/catalogue/edit-absences.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { rowKeys } from '../form/bilingual.ts';
import { choice, date, flag, time } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { addAccount, peopleOptions } from './people-options.ts';
import { siteFrame } from './site-frame.ts';

/** Rows that can be filled in before one save. */
const spareRows = 2;

/** Who is away, works more, or has changed with somebody, on which days. */
export const absencesForm: SettingsForm<ReturnType<typeof editAbsences.schema.parse>> = {
  edit: editAbsences,
  people: true,
  frame: (ask) => siteFrame(ask, 'absences'),
  // why somebody is away is for their managers
  forReaders: withoutCauses,
  sections: ({ records, subject, values, now, people = [], staff, page: { t } }) => {
    const site = siteNamed(records, subject);
    const coming = site === undefined ? [] : comingChanges(site, now);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const columns = [
      t('roster.staff'),
      t('roster.what'),
      t('roster.first'),
      t('roster.last'),
      t('roster.from'),
      t('roster.to'),
      t('roster.partner'),
      t('settings.form.remove'),
    ];
    const shown = mayEdit(staff, subject) ? rosterChanges : (['absent', 'extra', 'swap'] as const);
    const whats = choice(shown.map((what) => ({ value: what, text: t(`roster.change.${what}`) })));
    const keys = rowKeys(
      'changes',
      coming.map(({ id }) => id),
      values,
      spareRows,
    );
    const rows = keys.map((key) => {
      const known = coming.find(({ id }) => id === key);
      const partner = known?.kind === 'swap' ? known.partner : undefined;
      const field = (name: string, column: number, control = time) => {
        return { name: `changes.${key}.${name}`, label: columns[column] ?? '', control };
      };
      return {
        head: known === undefined ? t('settings.form.new') : (names.get(known.staff) ?? t('roster.gone')),
        cells: [
          field('staff', 0, choice(peopleOptions(people, known?.staff, t))),
          field('what', 1, whats),
          field('first', 2, date),
          field('last', 3, date),
          field('from', 4),
          field('to', 5),
          field(
            'partner',
            6,
            choice([{ value: '', text: t('roster.noPartner') }, ...peopleOptions(people, partner, t)]),
          ),
          known === undefined ? null : field('remove', 7, flag),
        ],
      };
    });
    return [
      people.length === 0
        ? {
            heading: t('settings.site.parts.absences'),
            text: t('roster.nobody'),
            first: addAccount(staff, t),
          }
        : {
            heading: t('settings.site.parts.absences'),
            text: t('roster.absencesText'),
            table: { head: t('roster.entry'), columns, rows },
          },
    ];
  },
};
