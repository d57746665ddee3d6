import { calendarDayKinds, editCalendarDay } from '../../../actions/catalogue/edit-calendar-day.ts';
import { paths } from '../../paths.ts';
import { choice, date, text } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { calendarTold } from './calendar-form.ts';

/** One national day off or make-up workday, without a file. */
export const calendarDayForm: SettingsForm<ReturnType<typeof editCalendarDay.schema.parse>> = {
  edit: editCalendarDay,
  next: () => paths.admin.section('calendar'),
  frame: ({ page: { t } }) => ({
    heading: t('settings.calendar.day'),
    lede: t('settings.calendar.dayText'),
    crumbs: [{ href: paths.admin.section('calendar'), text: t('settings.menu.calendar') }],
    tabs: [],
  }),
  sections: ({ page: { t } }) => [
    {
      heading: t('settings.closures.date'),
      fields: [
        { name: 'date', label: t('settings.closures.date'), control: date },
        {
          name: 'kind',
          label: t('settings.calendar.dayKind'),
          control: choice(
            calendarDayKinds.map((kind) => ({ value: kind, text: t(`settings.calendar.dayKinds.${kind}`) })),
          ),
        },
        {
          name: 'name',
          label: t('settings.calendar.name'),
          hint: t('settings.calendar.dayNameHint'),
          control: text,
          optional: true,
        },
      ],
    },
  ],
  changes: (ask) => calendarTold(ask, editCalendarDay, 'date'),
};
