import type { Request, RequestHandler } from 'express';
import { answerCertificate } from '../../actions/certificate/answer-certificate.ts';
import type { System } from '../../actions/system.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';

export interface StopCertificateView {
  readonly action: string;
  readonly done: boolean;
}

const page: Page<StopCertificateView> = {
  template: 'certificate/stop',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('certificate.stopTitle') }),
};

function linkOf(request: Request) {
  const { token: given } = request.query;
  const token = typeof given === 'string' ? given : '';
  const id = parameter(request, 'certificate');
  return { id, token, action: paths.certificate.stop(id, token) };
}

function ask(): RequestHandler {
  return (request, response) => {
    response.set('Cache-Control', 'no-store');
    renderPage(response, page, { action: linkOf(request).action, done: false });
  };
}

function stop(system: System): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const { id, token, action } = linkOf(request);
    const done = await answerCertificate(system, { id, token, answer: 'stop' });
    if (done.ok) renderPage(response, page, { action, done: true });
    else renderErrorPage(response, 404, done.code);
  };
}

/** Where List-Unsubscribe leads, as for the reminders of a visit: a POST by a mail program stops at once (RFC 8058). */
export const stopCertificatePages: readonly DeclaredPage<System>[] = [
  {
    path: paths.certificate.stop(':certificate'),
    audience: 'everybody',
    get: ask,
    changes: 'holder',
    post: stop,
  },
];
