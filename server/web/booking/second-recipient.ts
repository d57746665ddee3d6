import type { Request, RequestHandler } from 'express';
import { bookingOfSecond, stopSecond } from '../../actions/message/stop-second.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { hour } from '../../domain/calendar/durations.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { normaliseReference } from '../../domain/enterprise/reference.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage, renderLinkNeeded } from '../error-page.ts';
import { formatting } from '../formatting.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { readStop, tokenOfLink, tokenSent } from '../request/held-link.ts';

/** What whoever is told besides sees of a visit: when and where, and how to hear no more. Nothing here opens the booking. */
export interface SecondView {
  readonly reference: string;
  /** null: the secret is not theirs, or nobody is told any more */
  readonly visit: { readonly when: string; readonly site: string; readonly address: string | null } | null;
  /** sent with the form, so that no other website's form can stop anything */
  readonly token: string;
  readonly action: string;
  readonly done: boolean;
}

const secondPage: Page<SecondView> = {
  template: 'booking/second-recipient',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.second.title') }),
};

type Parts = Pick<System, 'config' | 'bookings' | 'catalogue' | 'database' | 'secrets'>;

function show(system: Parts): RequestHandler {
  return async (request, response) => {
    const reference = referenceOf(request);
    const action = paths.booking.second(reference);
    const place = { cookie: 'second', path: action, lifetime: hour };
    const token = tokenOfLink(system, place, request, response);
    if (token === null) return;
    if (token === '') return renderLinkNeeded(response);
    const found = await bookingOfSecond(system, reference, token);
    const visit = found.ok ? await visitOf(system, found.value, pageContext(request).locale) : null;
    renderPage(response, secondPage, { reference, token, action, done: false, visit });
  };
}

function stop(system: Parts): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const reference = referenceOf(request);
    const done = await stopSecond(system, reference, tokenSent(request));
    if (!done.ok) return renderErrorPage(response, 404, done.code);
    renderPage(response, secondPage, { reference, token: '', action: '', done: true, visit: null });
  };
}

/** Mail programs post without cookies (RFC 8058): this stands before the forms' guard, and the secret that is sent is the permission. */
export const secondRecipientPages: readonly DeclaredPage<Parts>[] = [
  {
    path: paths.booking.second(':reference'),
    audience: 'holder',
    get: show,
    post: (system) => [readStop, stop(system)],
  },
];

function referenceOf(request: Request): string {
  return normaliseReference(parameter(request, 'reference')) ?? '';
}

async function visitOf(
  { catalogue }: Parts,
  { start, site: code }: Booking,
  locale: Locale,
): Promise<SecondView['visit']> {
  const site = (await catalogue()).sites.get(code);
  return {
    when: formatting(locale, site?.timeZone ?? 'Asia/Shanghai').dayTime(start),
    site: site?.name[locale] ?? code,
    address: site?.address?.[locale] ?? null,
  };
}
