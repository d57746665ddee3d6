import { exampleVisit } from '../domain/booking/example-visit.ts';
import { dayLong, minute } from '../domain/calendar/durations.ts';
import { addDays, instantOf, localDate } from '../domain/calendar/local-time.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import type { MessageTemplate, Parameters } from '../domain/message/message.ts';
import { missedParameters } from '../domain/message/missed-parameters.ts';
import { ticketNumber } from '../domain/queue/hall/ticket-number.ts';
import { words } from '../locales/words.ts';

interface Wanted {
  /** of what the message is that it stands in */
  readonly template: MessageTemplate;
  readonly locale: Locale;
  readonly site?: string;
}

/** Messages for which somebody at the office, or a closure, gives the reason. */
const withReason: ReadonlySet<MessageTemplate> = new Set([
  ...(['moved_by_office', 'cancelled_by_office', 'released', 'times_offered', 'corrected'] as const),
  ...(['document_returned', 'objection_declined', 'release_stands', 'release_reversed'] as const),
  ...(['day_ended', 'ticket_void', 'ticket_back', 'wait_aside'] as const),
]);

/**
 * The parameters of a visit that nobody has booked: the next that a site (the first one) could be given, by its own hours, services, rules,
 * numbers and counters. `now` in epoch ms.
 */
export function inventedVisit(
  { template, locale, site: code }: Wanted,
  catalogue: Catalogue,
  now: number,
): Parameters {
  const t = words(locale);
  const [first] = catalogue.sites.values();
  const site = catalogue.sites.get(code ?? '') ?? catalogue.offSites.get(code ?? '') ?? first;
  const zone = site?.timeZone ?? 'Asia/Shanghai';
  const example = site === undefined ? null : exampleVisit(site, catalogue.services, catalogue.calendar, now);
  // where no hours are given yet
  const usual = instantOf(addDays(localDate(now, zone), 7), '10:00', zone);
  const [next = { start: usual, end: usual + 30 * minute }, ...later] = example?.times ?? [];
  const offered =
    later.length > 0
      ? later
      : [1, 2, 5].map((days) => ({ start: next.start + days * dayLong, end: next.end + days * dayLong }));
  const service = example?.service ?? site?.services[0]?.service ?? [...catalogue.services.keys()][0];
  const wanted = catalogue.serviceMaterials.find(
    (line) => line.service === service && (line.site === null || line.site === site?.code),
  );
  const [anyMaterial] = catalogue.materials.keys();
  const label = site?.counters[0]?.label ?? '1';
  return [
    ['booking', 'preview'],
    ['reference', 'K7M2-9QXA'],
    ['site', site?.code ?? ''],
    ['start', String(next.start)],
    ['end', String(next.end)],
    ['sequence', '0'],
    ['services', JSON.stringify(service === undefined ? [] : [{ code: service, quantity: 1 }])],
    ['answers', '{}'],
    ['enterprise', t('settings.messages.example.enterprise')],
    ['contact', t('settings.messages.example.contact')],
    ['from', String(offered[0]?.start ?? next.start)],
    ['reason', withReason.has(template) ? t('settings.messages.example.reason') : ''],
    ['material', wanted?.material ?? anyMaterial ?? ''],
    ['note', ''],
    ['ticket', 'preview'],
    ['number', ticketNumber(example?.queue.code ?? site?.queues[0]?.code ?? 'A', 12)],
    ['ahead', '3'],
    ['counter', label],
    ...(site === undefined ? [] : missed(site, now)),
    ['alarm', 'help'],
    ['facts', JSON.stringify({ label })],
    ['since', String(next.start)],
    ['offer_until', String(now + (site?.rules.offerMinutes ?? 60) * minute)],
    ['offered', JSON.stringify(offered.map(({ start, end }) => [start, end]))],
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
  ];
}

/** What the site's rule of missed visits says, as whoever is blocked from now on is told of it. */
function missed(site: Site, now: number): Parameters {
  const until = addDays(localDate(now, site.timeZone), site.rules.missedBlockDays);
  const blocks = site.rules.missedLimit > 0 && site.rules.missedBlockDays > 0;
  return missedParameters({ site, missed: { blockedUntil: blocks ? until : null, warned: false } });
}
