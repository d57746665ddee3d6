import type { CatalogueEdit } from '../../../actions/catalogue/catalogue-edit.ts';
import { editCalendar } from '../../../actions/catalogue/edit-calendar.ts';
import { dayStatus } from '../../../domain/calendar/business-day.ts';
import { calendarChanges } from '../../../domain/calendar/calendar-changes.ts';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { PublishedCalendar } from '../../../domain/calendar/published-calendar.ts';
import { publishedCalendar } from '../../../domain/catalogue/build-catalogue.ts';
import type { Translate } from '../../../locales/words.ts';
import { nestedValues } from '../../form/form-values.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import type { ToldChanges } from '../form/effects-view.ts';
import { choice, long } from '../form/form-section.ts';
import type { FormAsk, SettingsForm } from '../form/settings-form.ts';
import { officialZone } from './calendar-page.ts';

/** A new year's notice by paste or file. */
export const calendarForm: SettingsForm<ReturnType<typeof editCalendar.schema.parse>> = {
  edit: editCalendar,
  scripts: ['calendar-file.js'],
  next: () => paths.admin.section('calendar'),
  frame: ({ page: { t } }) => ({
    heading: t('settings.calendar.import'),
    lede: t('settings.calendar.importText'),
    crumbs: [{ href: paths.admin.section('calendar'), text: t('settings.menu.calendar') }],
    tabs: [],
  }),
  sections: ({ now, page: { t } }) => {
    const current = Number(localDate(now, officialZone).slice(0, 4));
    const years = [current + 1, current, current + 2].map((year) => ({
      value: String(year),
      text: String(year),
    }));
    return [
      {
        heading: t('settings.calendar.notice'),
        fields: [
          { name: 'year', label: t('settings.calendar.year'), control: choice(years) },
          {
            name: 'file',
            label: t('settings.calendar.file'),
            hint: t('settings.calendar.fileHint'),
            control: long,
          },
        ],
      },
    ];
  },
  changes: (ask) => calendarTold(ask, editCalendar, 'file'),
};

/** The days that an edit would name, let go or change, in each year. */
export function calendarTold<Input>(
  { records, subject, values, now, page: { t, locale } }: FormAsk,
  of: CatalogueEdit<Input>,
  field: string,
): ToldChanges {
  const input = of.schema.safeParse(nestedValues(values));
  const edit = input.success ? of.apply(records, subject, input.data, { newId: () => '', now }) : null;
  if (edit === null || !edit.ok) return { sums: [], lines: [] };
  const [before, after] = [records.calendarYears, edit.records.calendarYears];
  const [was, is] = [publishedCalendar(before), publishedCalendar(after)];
  const changes = calendarChanges(before, after);
  const format = dateFormatting(locale);
  return {
    sums: changes.map(({ year, added, removed, changed }) =>
      t('settings.calendar.yearChanges', { year, added, removed, changed }),
    ),
    lines: changes.flatMap(({ days }) =>
      days.map(({ date }) => ({
        field,
        // as short as a telephone is wide
        label: `${date} ${format.weekday(noonOf(date))}`,
        before: dayText(was, date, t),
        after: dayText(is, date, t),
      })),
    ),
  };
}

function dayText(calendar: PublishedCalendar, date: string, t: Translate): string {
  const { kind, name } = dayStatus(calendar, date);
  return [t(`settings.calendar.kinds.${kind}`), name ?? ''].filter(Boolean).join(' · ');
}
