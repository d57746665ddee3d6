import { weekdays } from '../../../actions/catalogue/edit-hours.ts';
import { comingShifts, editRoster } from '../../../actions/catalogue/edit-roster.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { rowKeys } from '../form/bilingual.ts';
import { choice, choices, date, flag, number, time } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { addAccount, peopleOptions } from './people-options.ts';
import { siteFrame } from './site-frame.ts';

/** Rows that can be filled in before one save. */
const spareRows = 3;

/** Who works when, every week, and how many people all places need. */
export const rosterForm: SettingsForm<ReturnType<typeof editRoster.schema.parse>> = {
  edit: editRoster,
  people: true,
  frame: (ask) => siteFrame(ask, 'roster'),
  sections: ({ records, subject, values, now, people = [], staff, page: { t } }) => {
    const site = siteNamed(records, subject);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    // people as they can be chosen, and each one's weeks one after another
    const places = new Map(people.map(({ id }, at) => [id, at]));
    const placeOf = (id: string): number => places.get(id) ?? people.length;
    const shifts = (site === undefined ? [] : comingShifts(site, now)).toSorted(
      (a, b) =>
        placeOf(a.staff) - placeOf(b.staff) ||
        a.validFrom.localeCompare(b.validFrom) ||
        (a.from ?? '').localeCompare(b.from ?? ''),
    );
    const columns = [
      t('roster.staff'),
      t('roster.weekdays'),
      t('roster.from'),
      t('roster.to'),
      t('roster.validFrom'),
      t('settings.form.remove'),
    ];
    const days = choices(weekdays.map((day) => ({ value: day, text: t(`roster.weekday.${day}`) })));
    const keys = rowKeys(
      'shifts',
      shifts.map(({ id }) => id),
      values,
      spareRows,
    );
    const rows = keys.map((key) => {
      const known = shifts.find(({ id }) => id === key);
      const field = (name: string, column: number, control = time) => {
        return { name: `shifts.${key}.${name}`, label: columns[column] ?? '', control };
      };
      return {
        head: known === undefined ? t('settings.form.new') : (names.get(known.staff) ?? t('roster.gone')),
        cells: [
          field('staff', 0, choice(peopleOptions(people, known?.staff, t))),
          field('weekdays', 1, days),
          field('from', 2),
          field('to', 3),
          field('validFrom', 4, date),
          known === undefined ? null : field('remove', 5, flag),
        ],
      };
    });
    return [
      {
        heading: t('roster.needed'),
        text: t('roster.neededText'),
        fields: [
          {
            name: 'full',
            label: t('roster.full'),
            hint: t('roster.fullHint', { count: site?.counters.length ?? 0 }),
            control: number,
            optional: true,
          },
        ],
      },
      people.length === 0
        ? { heading: t('roster.week'), text: t('roster.nobody'), first: addAccount(staff, t) }
        : {
            heading: t('roster.week'),
            text: t('roster.weekText'),
            table: { head: t('roster.shift'), columns, rows },
          },
    ];
  },
};
