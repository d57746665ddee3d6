import { dayLong, minute } from '../domain/calendar/durations.ts';
import { addDays, instantOf, localDate } from '../domain/calendar/local-time.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import type { Parameters } from '../domain/message/message.ts';
import { words } from '../locales/words.ts';

/** The parameters of a visit that nobody has booked: a week from now (epoch ms) at ten, at a site (the first one). */
export function inventedVisit(
  { locale, site: code }: { readonly locale: Locale; readonly site?: string },
  catalogue: Catalogue,
  now: number,
): Parameters {
  const t = words(locale);
  const [first] = catalogue.sites.values();
  const site = catalogue.sites.get(code ?? '') ?? first;
  const zone = site?.timeZone ?? 'Asia/Shanghai';
  const start = instantOf(addDays(localDate(now, zone), 7), '10:00', zone);
  const service = site?.services[0]?.service ?? [...catalogue.services.keys()][0];
  const [material] = catalogue.materials.keys();
  return [
    ['booking', 'preview'],
    ['reference', 'K7M2-9QXA'],
    ['site', site?.code ?? ''],
    ['start', String(start)],
    ['end', String(start + 30 * minute)],
    ['sequence', '0'],
    ['services', JSON.stringify(service === undefined ? [] : [{ code: service, quantity: 1 }])],
    ['answers', '{}'],
    ['enterprise', t('settings.messages.example.enterprise')],
    ['contact', t('settings.messages.example.contact')],
    ['from', String(start - 24 * 60 * minute)],
    ['reason', t('settings.messages.example.reason')],
    ['material', material ?? ''],
    ['note', ''],
    ['ticket', 'preview'],
    ['number', 'A012'],
    ['ahead', '3'],
    ['limit', '2'],
    ['window', '30'],
    ['block', '30'],
    ['alarm', 'help'],
    ['facts', JSON.stringify({ label: '3' })],
    ['since', String(start)],
    ['offer_until', String(now + 60 * minute)],
    [
      'offered',
      JSON.stringify([1, 2, 5].map((days) => [start + days * dayLong, start + days * dayLong + 30 * minute])),
    ],
    ['first_day', localDate(now, zone)],
    ['last_day', addDays(localDate(now, zone), 7)],
    ['certificate', 'preview'],
    ['expires', addDays(localDate(now, zone), 30)],
    ['days', '30'],
    ['proof', 'preview'],
    ['account', 'wang.fang'],
    ['device', 'Chrome, Windows'],
    ['origin', '10.1.2.3'],
    ['lines', '512'],
    ['head', '9f86d081 884c7d65 9a2feaa0 c55ad015 a3bf4f1b 2b0b822c d15d6c15 b0f00a08'],
    ['blocked_until', addDays(localDate(now, zone), 30)],
  ];
}
