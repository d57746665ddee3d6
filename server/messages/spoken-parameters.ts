import { releaseCauses } from '../domain/booking/release.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import { sentenceOf } from '../domain/message/alarm-message.ts';
import type { Parameters } from '../domain/message/message.ts';
import { offeredIn } from '../domain/message/offered-times.ts';
import { type SpokenName, spokenNames } from '../domain/message/spoken-names.ts';
import { parameter } from '../domain/message/visit-snapshot.ts';
import { words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import type { SpokenVisit } from './spoken-visit.ts';

/**
 * The parameters of a message as people read them, named and always in this order: what words, SMS templates and webhooks are filled
 * with. Those that a message has nothing to say for are empty.
 */
export function spokenParameters(
  message: Pick<StoredMessage, 'parameters' | 'locale'>,
  spoken: SpokenVisit,
): Parameters {
  const { visit, dates } = spoken;
  const { locale } = message;
  const given = (name: string): string => parameter(message.parameters, name) ?? '';
  const instant = (name: string): string => (given(name) === '' ? '' : dates.dayTime(Number(given(name))));
  const said: Readonly<Record<SpokenName, string>> = {
    contact: visit.contact,
    enterprise: visit.enterprise,
    site: spoken.siteName,
    address: spoken.address,
    telephone: spoken.telephone,
    when: dates.dayTime(visit.start),
    day: dates.day(visit.start),
    time: dates.time(visit.start),
    services: spoken.services.join(words(locale)('mail.listSeparator')),
    reference: visit.reference,
    from: instant('from'),
    reason: given('reason') || causeText(given('cause'), locale),
    material: materialName(given('material'), locale, spoken),
    note: given('note'),
    number: given('number'),
    ahead: given('ahead'),
    limit: given('limit'),
    window: given('window'),
    block: given('block'),
    alarm: alarmText(message),
    since: given('since') === '' ? '' : dates.time(Number(given('since'))),
    until: localDay(given('blocked_until'), locale),
    deadline: instant('offer_until'),
    times: offeredIn(message.parameters)
      .map(([start]) => dates.dayTime(start))
      .join(words(locale)('mail.timeSeparator')),
    first: localDay(given('first_day'), locale),
    last: localDay(given('last_day'), locale),
    expires: localDay(given('expires'), locale),
    days: given('days'),
    code: spoken.code,
    counter: given('counter'),
    lines: given('lines'),
    head: given('head'),
    account: given('account'),
    device: given('device'),
    origin: given('origin'),
  };
  return spokenNames.map((name) => [name, said[name]] as const);
}

/** Empty: the message tells of no alarm. */
function alarmText({ parameters, locale }: Pick<StoredMessage, 'parameters' | 'locale'>): string {
  const sentence = sentenceOf(parameters);
  return sentence === null ? '' : words(locale)(`floor.alarm.${sentence.words}`, sentence.facts);
}

/** What the office gives as its reason from a list; empty: nothing. */
function causeText(code: string, locale: Locale): string {
  const cause = releaseCauses.find((one) => one === code);
  return cause === undefined ? '' : words(locale)(`clusters.cause.${cause}`);
}

function materialName(code: string, locale: Locale, { catalogue }: SpokenVisit): string {
  if (code === '') return words(locale)('mail.allDocuments');
  return catalogue.materials.get(code)?.name[locale] ?? code;
}

const localDays: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }),
};

/** A local date "YYYY-MM-DD", which has no zone, in words. */
function localDay(date: string, locale: Locale): string {
  return date === '' ? '' : localDays[locale].format(Date.parse(`${date}T12:00:00Z`));
}
