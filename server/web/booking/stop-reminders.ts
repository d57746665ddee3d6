import type { RequestHandler } from 'express';
import { stopRemindersOf } from '../../actions/message/stop-reminders.ts';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage, renderLinkNeeded } from '../error-page.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { readStop, tokenOfLink, tokenSent } from '../request/held-link.ts';

export interface StopRemindersView {
  readonly reference: string;
  readonly token: string;
  readonly action: string;
  readonly done: boolean;
}

const stopRemindersPage: Page<StopRemindersView> = {
  template: 'booking/stop-reminders',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('mail.reminders.title') }),
};

type Parts = Pick<System, 'config' | 'database' | 'clock'>;

function ask(system: Parts): RequestHandler {
  return (request, response) => {
    const reference = parameter(request, 'reference');
    const action = paths.booking.reminders(reference);
    const place = { cookie: 'reminders', path: action, lifetime: hour };
    const token = tokenOfLink(system, place, request, response);
    if (token === '') renderLinkNeeded(response);
    else if (token !== null)
      renderPage(response, stopRemindersPage, { reference, token, action, done: false });
  };
}

function stop(system: Parts): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const reference = parameter(request, 'reference');
    const token = tokenSent(request);
    const outcome = await stopRemindersOf(system, reference, token);
    if (outcome.ok) renderPage(response, stopRemindersPage, { reference, token, action: '', done: true });
    else renderErrorPage(response, 404, outcome.code);
  };
}

/**
 * Where List-Unsubscribe leads. GET asks, and says nothing of the booking; POST stops (RFC 8058): mail programs post without cookies, so this
 * stands before the forms' guard and the secret that is sent is the permission.
 */
export const stopRemindersPages: readonly DeclaredPage<Parts>[] = [
  {
    path: paths.booking.reminders(':reference'),
    audience: 'holder',
    get: ask,
    post: (system) => [readStop, stop(system)],
  },
];
