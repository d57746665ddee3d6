import type { Request, RequestHandler } from 'express';
import { stopRemindersOf } from '../../actions/message/stop-reminders.ts';
import type { System } from '../../actions/system.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';

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

function ask(): RequestHandler {
  return (request, response) => {
    response.set('Cache-Control', 'no-store');
    renderPage(response, stopRemindersPage, viewOf(request, false));
  };
}

function stop(system: Pick<System, 'database' | 'clock'>): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const view = viewOf(request, true);
    const outcome = await stopRemindersOf(system, view.reference, view.token);
    if (outcome.ok) renderPage(response, stopRemindersPage, view);
    else renderErrorPage(response, 404, outcome.code);
  };
}

/**
 * Where List-Unsubscribe leads. GET asks, and says nothing of the booking; POST stops (RFC 8058): mail programs post without cookies, so this
 * stands before the forms' guard and the secret in the address is the permission.
 */
export const stopRemindersPages: readonly DeclaredPage<Pick<System, 'database' | 'clock'>>[] = [
  {
    path: paths.booking.reminders(':reference'),
    audience: 'everybody',
    get: ask,
    changes: 'holder',
    post: stop,
  },
];

function viewOf(request: Request, done: boolean): StopRemindersView {
  const reference = parameter(request, 'reference');
  const { token: given } = request.query;
  const token = typeof given === 'string' ? given : '';
  return {
    reference,
    token,
    done,
    action: withQuery(paths.booking.reminders(reference), { token }),
  };
}
