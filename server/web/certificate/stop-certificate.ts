import type { RequestHandler } from 'express';
import { answerCertificate } from '../../actions/certificate/answer-certificate.ts';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage, renderLinkNeeded } from '../error-page.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { readStop, tokenOfLink, tokenSent } from '../request/held-link.ts';

export interface StopCertificateView {
  readonly action: string;
  /** sent with the form, so that no other website's form can stop anything */
  readonly token: string;
  readonly done: boolean;
}

const page: Page<StopCertificateView> = {
  template: 'certificate/stop',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('certificate.stopTitle') }),
};

function ask(system: System): RequestHandler {
  return (request, response) => {
    const action = paths.certificate.stop(parameter(request, 'certificate'));
    const place = { cookie: 'certificate-stop', path: action, lifetime: hour };
    const token = tokenOfLink(system, place, request, response);
    if (token === '') renderLinkNeeded(response);
    else if (token !== null) renderPage(response, page, { action, token, done: false });
  };
}

function stop(system: System): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const id = parameter(request, 'certificate');
    const done = await answerCertificate(system, { id, token: tokenSent(request), answer: 'stop' });
    if (done.ok) renderPage(response, page, { action: '', token: '', done: true });
    else renderErrorPage(response, 404, done.code);
  };
}

/** Where List-Unsubscribe leads, as for the reminders of a visit: a POST by a mail program stops at once (RFC 8058). */
export const stopCertificatePages: readonly DeclaredPage<System>[] = [
  {
    path: paths.certificate.stop(':certificate'),
    audience: 'holder',
    get: ask,
    post: (system) => [readStop, stop(system)],
  },
];
