import { weekdays } from '../../../actions/catalogue/edit-hours.ts';
import { comingPartClosures, editPartClosures } from '../../../actions/catalogue/edit-part-closures.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { nextOpenDays } from '../../../domain/booking/example-visit.ts';
import { publishedCalendar } from '../../../domain/catalogue/build-catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { partClosureWords, partWords } from '../../part-closure-words.ts';
import { bilingual, rowKeys } from '../form/bilingual.ts';
import { choice, choices, date, type Field, flag, number, time, wide } from '../form/form-section.ts';
import type { FormAsk, SettingsForm } from '../form/settings-form.ts';
import { reasonChoice, reasonScripts } from './reason-choice.ts';
import { siteFrame } from './site-frame.ts';

/** Closures of a queue, of some of its places, of one counter's staff: once, for several days, every week. */
export const partClosuresForm: SettingsForm<ReturnType<typeof editPartClosures.schema.parse>> = {
  edit: editPartClosures,
  frame: (ask) => siteFrame(ask, 'parts'),
  scripts: reasonScripts,
  sections: (ask) => {
    const { records, subject, values, now, page } = ask;
    const site = siteNamed(records, subject);
    const coming = site === undefined ? [] : comingPartClosures(site, now);
    const keys = rowKeys(
      'parts',
      coming.map(({ id }) => id),
      values,
    );
    return keys.map((key, index) => {
      const known = coming.find(({ id }) => id === key);
      return {
        heading:
          known === undefined || site === undefined
            ? page.t('places.parts.new')
            : partClosureWords(known, site, page),
        ...(index === 0 ? { text: page.t('places.parts.text') } : {}),
        fields: fieldsOf(ask, key, known !== undefined),
      };
    });
  },
};

/** With the next days on which the site is open as the example. */
function exceptHint(site: Site | undefined, { records, now, page: { t } }: FormAsk): string {
  const calendar = publishedCalendar(records.calendarYears);
  const dates = site === undefined ? [] : nextOpenDays(site, calendar, now, 2);
  return dates.length === 0
    ? t('places.parts.exceptPlain')
    : t('places.parts.exceptHint', { dates: dates.join(t('places.parts.comma')) });
}

function fieldsOf(ask: FormAsk, key: string, known: boolean): readonly Field[] {
  const { records, subject, page } = ask;
  const { t } = page;
  const site = siteNamed(records, subject);
  const at = (name: string) => `parts.${key}.${name}`;
  const queues = site?.queues ?? [];
  const option = (value: string, kind: Parameters<typeof partWords>[0]) => ({
    value,
    text: site === undefined ? value : partWords(kind, site, page),
  });
  return [
    {
      name: at('part'),
      label: t('places.parts.part'),
      control: choice([
        ...queues.map(({ id }) => option(`queue:${id}`, { kind: 'queue', queue: id })),
        ...queues.map(({ id }) => option(`places:${id}`, { kind: 'places', queue: id, places: 0 })),
        ...(site?.counters ?? []).map(({ code }) =>
          option(`counter:${code}`, { kind: 'counter', counter: code }),
        ),
        option('site', { kind: 'site' }),
      ]),
    },
    {
      name: at('places'),
      label: t('places.parts.places'),
      hint: t('places.parts.placesHint'),
      control: number,
      optional: true,
    },
    { name: at('first'), label: t('places.parts.first'), control: date },
    {
      name: at('last'),
      label: t('places.parts.last'),
      hint: t('places.parts.lastHint'),
      control: date,
      optional: true,
    },
    {
      name: at('weekdays'),
      label: t('places.parts.weekdays'),
      hint: t('places.parts.weekdaysHint'),
      control: choices(weekdays.map((day) => ({ value: day, text: t(`settings.weekday.${day}`) }))),
      optional: true,
    },
    {
      name: at('except'),
      label: t('places.parts.except'),
      hint: exceptHint(site, ask),
      control: wide,
      optional: true,
    },
    {
      name: at('from'),
      label: t('places.parts.from'),
      hint: t('places.parts.timesHint'),
      control: time,
      optional: true,
    },
    { name: at('to'), label: t('places.parts.to'), control: time, optional: true },
    ...(known ? [] : reasonChoice(records, at, page)),
    ...bilingual(at('reason'), t('places.parts.reason'), t),
    ...(known ? [{ name: at('remove'), label: t('settings.form.remove'), control: flag }] : []),
  ];
}
