import type { Request, RequestHandler } from 'express';
import { bookingOfSecond, stopSecond } from '../../actions/message/stop-second.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { normaliseReference } from '../../domain/enterprise/reference.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { formatting } from '../formatting.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { asked, parameter } from '../request/asked.ts';

/** What whoever is told besides sees of a visit: when and where, and how to hear no more. Nothing here opens the booking. */
export interface SecondView {
  readonly reference: string;
  /** null: the secret is not theirs, or nobody is told any more */
  readonly visit: { readonly when: string; readonly site: string; readonly address: string | null } | null;
  readonly action: string;
  readonly done: boolean;
}

const secondPage: Page<SecondView> = {
  template: 'booking/second-recipient',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('manage.second.title') }),
};

type Parts = Pick<System, 'bookings' | 'catalogue' | 'database' | 'secrets'>;

function show(system: Parts): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const { reference, token } = askOf(request);
    const found = await bookingOfSecond(system, reference, token);
    const visit = found.ok ? await visitOf(system, found.value, pageContext(request).locale) : null;
    const action = withQuery(paths.booking.second(reference), { token });
    renderPage(response, secondPage, { reference, action, done: false, visit });
  };
}

function stop(system: Parts): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const { reference, token } = askOf(request);
    const done = await stopSecond(system, reference, token);
    if (!done.ok) return renderErrorPage(response, 404, done.code);
    renderPage(response, secondPage, { reference, action: '', done: true, visit: null });
  };
}

/** Mail programs post without cookies (RFC 8058): this stands before the forms' guard, and the secret in the address is the permission. */
export const secondRecipientPages: readonly DeclaredPage<Parts>[] = [
  {
    path: paths.booking.second(':reference'),
    audience: 'everybody',
    get: show,
    changes: 'holder',
    post: stop,
  },
];

function askOf(request: Request): { readonly reference: string; readonly token: string } {
  return {
    reference: normaliseReference(parameter(request, 'reference')) ?? '',
    token: asked(request, 'token'),
  };
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
