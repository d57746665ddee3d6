import type { RequestHandler } from 'express';
import { endReportByLink } from '../../actions/report/edit-reports.ts';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage, renderLinkNeeded } from '../error-page.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { readStop, tokenOfLink, tokenSent } from '../request/held-link.ts';

export interface StopReportView {
  readonly action: string;
  /** sent with the form, so that no other website's form can end anything */
  readonly token: string;
  readonly done: boolean;
}

const page: Page<StopReportView> = {
  template: 'public/stop-report',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('reports.stopTitle') }),
};

function ask(system: System): RequestHandler {
  return (request, response) => {
    const action = paths.report.stop(parameter(request, 'report'));
    const place = { cookie: 'report-stop', path: action, lifetime: hour };
    const token = tokenOfLink(system, place, request, response);
    if (token === '') renderLinkNeeded(response);
    else if (token !== null) renderPage(response, page, { action, token, done: false });
  };
}

function stop(system: System): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const asked = {
      id: parameter(request, 'report'),
      token: tokenSent(request),
      address: request.ip ?? null,
    };
    const done = await endReportByLink(system, asked);
    if (done.ok) renderPage(response, page, { action: '', token: '', done: true });
    else renderErrorPage(response, 404, done.code);
  };
}

/** Where List-Unsubscribe of a report leads: a POST by a mail program ends it at once (RFC 8058), by whoever has its secret. */
export const stopReportPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.report.stop(':report'),
    audience: 'holder',
    get: ask,
    post: (system) => [readStop, stop(system)],
  },
];
