import { addDays, instantOf, localDate } from '../domain/calendar/local-time.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { ReadableMail } from '../domain/message/mailbox.ts';
import type { Parameters } from '../domain/message/message.ts';
import type { MessageText } from '../domain/message/message-text.ts';
import { words } from '../locales/words.ts';
import { composeMail } from './compose-mail.ts';
import type { Surroundings } from './surroundings.ts';

const minute = 60_000;

/** The mail of an invented visit with these words in it, as it would be sent at `now`, epoch ms. */
export type MailPreview = (text: MessageText, now: number) => Promise<ReadableMail>;

export function makeMailPreview(surroundings: Surroundings): MailPreview {
  return async (text, now) => {
    const catalogue = await surroundings.catalogue();
    const { template, locale } = text;
    const others = catalogue.messageTexts.filter((one) => one.template !== template || one.locale !== locale);
    const proposed: Catalogue = { ...catalogue, messageTexts: [...others, text] };
    const parameters = inventedVisit(text, catalogue, now);
    return composeMail(
      {
        id: 'preview',
        channel: 'mail',
        template,
        locale,
        recipient: 'preview@hall.invalid',
        parameters,
        booking: 'preview',
        site: null,
        sequence: 0,
        state: 'kept',
        attempts: 0,
        dueAt: now,
        nextAttemptAt: now,
        lastError: null,
        log: [],
        createdAt: now,
        sentAt: null,
      },
      { ...surroundings, catalogue: () => Promise.resolve(proposed), ticks: () => Promise.resolve([]) },
    );
  };
}

/** A week from now at ten, at the first site. */
function inventedVisit({ locale }: MessageText, catalogue: Catalogue, now: number): Parameters {
  const t = words(locale);
  const [site] = catalogue.sites.values();
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
    ['ticket', 'preview'],
    ['number', 'A012'],
    ['ahead', '3'],
    ['limit', '2'],
    ['window', '30'],
    ['block', '30'],
    ['blocked_until', addDays(localDate(now, zone), 30)],
  ];
}
