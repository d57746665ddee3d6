import { editPlaces, placeSpans } from '../../../actions/catalogue/edit-places.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { placesOfDay } from '../../../domain/booking/places-of-day.ts';
import { publishedCalendar } from '../../../domain/catalogue/build-catalogue.ts';
import type { Queue, Site } from '../../../domain/catalogue/site.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { type FormSection, number, time } from '../form/form-section.ts';
import type { FormAsk, SettingsForm } from '../form/settings-form.ts';
import { exampleHours } from './example-hours.ts';
import { siteFrame } from './site-frame.ts';

/** Places by time of day, kept back for walk-ins, and kept for the second release. */
export const placesForm: SettingsForm<ReturnType<typeof editPlaces.schema.parse>> = {
  edit: editPlaces,
  frame: (ask) => siteFrame(ask, 'places'),
  sections: (ask) => {
    const { t } = ask.page;
    const site = siteNamed(ask.records, ask.subject);
    if (site === undefined) return [];
    return [
      {
        heading: t('places.later'),
        text: t('places.laterText'),
        fields: [
          {
            name: 'laterAt',
            label: t('places.laterAt'),
            hint: t('places.laterAtHint', { time: exampleHours(site).late }),
            control: time,
            optional: true,
          },
        ],
      },
      ...site.queues.map((queue) => queueSection(ask, site, queue)),
    ];
  },
};

function queueSection(ask: FormAsk, site: Site, queue: Queue): FormSection {
  const { t, locale } = ask.page;
  const at = (name: string) => `queues.${queue.id}.${name}`;
  const names = { code: queue.code, name: queue.name[locale] };
  const columns = [t('places.from'), t('places.until'), t('places.places')] as const;
  return {
    heading: t('places.parts.queue', names),
    text: sumOf(ask, site, queue),
    fields: [
      {
        name: at('walkInShare'),
        label: t('places.walkInShare'),
        hint: t('places.walkInHint'),
        control: number,
      },
      { name: at('laterShare'), label: t('places.laterShare'), hint: t('places.laterHint'), control: number },
    ],
    table: {
      head: t('places.spans', { count: queue.places }),
      columns,
      rows: placeSpans.map((key, index) => ({
        head: t('places.span', { number: index + 1 }),
        cells: [
          { name: at(`spans.${key}.from`), label: columns[0], control: time },
          { name: at(`spans.${key}.until`), label: columns[1], control: time },
          { name: at(`spans.${key}.places`), label: columns[2], control: number },
        ],
      })),
    },
  };
}

/** What the stored plan comes to on the next day that is open. */
function sumOf({ records, now, page: { t, locale } }: FormAsk, site: Site, queue: Queue): string {
  const day = placesOfDay(site, publishedCalendar(records.calendarYears), queue, now);
  if (day === null) return t('places.noDay');
  const { date, ...counts } = day;
  return t('places.sum', { day: dateFormatting(locale).day(noonOf(date)), ...counts });
}
