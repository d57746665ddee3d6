import { daysBetween } from '../calendar/local-time.ts';
import type { Certificate } from '../certificate/certificate.ts';
import type { Message, Parameters } from './message.ts';

type Told = Pick<Certificate, 'id' | 'email' | 'locale' | 'enterprise' | 'expiresOn' | 'site'>;

/** Asks an address whether it wants to be told; nothing else is sent to it before it has answered. `now` in epoch ms. */
export function confirmMessage(certificate: Told, now: number): Message {
  return messageOf(certificate, 'certificate_confirm', now, []);
}

/** That a certificate expires. `today`: local date on which it is said; not delivered before `notBefore` (epoch ms). */
export function expiryMessage(
  certificate: Told,
  { today, now, notBefore }: { readonly today: string; readonly now: number; readonly notBefore: number },
): Message {
  const days: Parameters = [['days', String(daysBetween(today, certificate.expiresOn))]];
  return { ...messageOf(certificate, 'certificate_expiry', now, days), notBefore };
}

function messageOf(
  { id, email, locale, enterprise, expiresOn, site }: Told,
  template: 'certificate_confirm' | 'certificate_expiry',
  now: number,
  more: Parameters,
): Message {
  // no visit, and nobody's name
  const parameters: Parameters = [
    ['booking', ''],
    ['reference', ''],
    ['site', site ?? ''],
    ['start', String(now)],
    ['end', String(now)],
    ['sequence', '0'],
    ['services', '[]'],
    ['answers', '{}'],
    ['enterprise', enterprise],
    ['contact', ''],
    ['certificate', id],
    ['expires', expiresOn],
    ...more,
  ];
  return {
    template,
    channel: 'mail',
    locale,
    recipient: email,
    parameters,
    booking: null,
    site: site ?? '',
    sequence: 0,
    notBefore: null,
  };
}
