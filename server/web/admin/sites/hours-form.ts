import { editHours, weekdays } from '../../../actions/catalogue/edit-hours.ts';
import { choice, choices, time } from '../form/form-section.ts';
import type { SettingsForm } from '../form/settings-form.ts';
import { siteFrame } from './site-frame.ts';

const stretches = ['s1', 's2', 's3'] as const;

/** The week's hours. */
export const hoursForm: SettingsForm<ReturnType<typeof editHours.schema.parse>> = {
  edit: editHours,
  frame: (ask) => siteFrame(ask, 'hours'),
  sections: ({ page: { t } }) => [
    {
      heading: t('settings.hours.once'),
      text: t('settings.hours.onceText'),
      fields: [
        ...(['s1', 's2'] as const).flatMap((stretch, index) => [
          {
            name: `same.${stretch}.opens`,
            label: t('settings.hours.opens', { number: index + 1 }),
            control: time,
            optional: true,
          },
          {
            name: `same.${stretch}.closes`,
            label: t('settings.hours.closes', { number: index + 1 }),
            control: time,
            optional: true,
          },
        ]),
        {
          name: 'same.days',
          label: t('settings.hours.onceFor'),
          control: choices(
            weekdays.map((weekday) => ({ value: weekday, text: t(`settings.weekday.${weekday}`) })),
          ),
        },
      ],
    },
    {
      heading: t('settings.hours.week'),
      text: t('settings.hours.weekText'),
      table: {
        head: t('settings.hours.weekday'),
        columns: stretches.flatMap((_, index) => [
          t('settings.hours.opens', { number: index + 1 }),
          t('settings.hours.closes', { number: index + 1 }),
        ]),
        rows: weekdays.map((weekday) => ({
          head: t(`settings.weekday.${weekday}`),
          cells: stretches.flatMap((stretch, index) => [
            {
              name: `days.${weekday}.${stretch}.opens`,
              label: t('settings.hours.opens', { number: index + 1 }),
              control: time,
            },
            {
              name: `days.${weekday}.${stretch}.closes`,
              label: t('settings.hours.closes', { number: index + 1 }),
              control: time,
            },
          ]),
        })),
      },
    },
    {
      heading: t('settings.hours.makeUp'),
      fields: [
        {
          name: 'makeUpWeekday',
          label: t('settings.hours.makeUpLabel'),
          hint: t('settings.hours.makeUpHint'),
          control: choice(
            weekdays.map((weekday) => ({ value: weekday, text: t(`settings.weekday.${weekday}`) })),
          ),
        },
      ],
    },
  ],
};
