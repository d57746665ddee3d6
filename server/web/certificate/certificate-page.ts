import type { Request, RequestHandler, Response } from 'express';
import {
  answerCertificate,
  type CertificateAnswer,
  certificateAnswers,
  certificateOfLink,
} from '../../actions/certificate/answer-certificate.ts';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage, renderLinkNeeded } from '../error-page.ts';
import { dateFormatting, noonOf } from '../formatting.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type OutLink, outLink } from '../public/service-view.ts';
import { type Page, renderPage } from '../render-page.ts';
import { parameter } from '../request/asked.ts';
import { tokenOfLink } from '../request/held-link.ts';

export interface CertificateView {
  /** what has just been done; null: nothing */
  readonly done: CertificateAnswer | null;
  /** null: nothing is kept (any more) */
  readonly kept: {
    readonly confirmed: boolean;
    readonly expires: string;
    readonly enterprise: string;
    readonly email: string;
    readonly next: string | null;
  } | null;
  readonly action: string;
  readonly online: OutLink | null;
  readonly bookHref: string;
  readonly renewHref: string;
}

const page: Page<CertificateView> = {
  template: 'certificate/show',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('certificate.title') }),
};

const service = 'RENEW';

/** Null: the browser is on its way to the page without the secret. */
function linkOf(
  system: System,
  request: Request,
  response: Response,
): { readonly id: string; readonly token: string } | null {
  const id = parameter(request, 'certificate');
  const place = { cookie: 'certificate', path: paths.certificate.show(id), lifetime: 2 * hour };
  const token = tokenOfLink(system, place, request, response);
  return token === null ? null : { id, token };
}

function show(system: System): RequestHandler {
  return async (request, response) => {
    const link = linkOf(system, request, response);
    if (link === null) return;
    const { id, token } = link;
    const context = pageContext(request);
    const certificate = await certificateOfLink(system, id, token);
    const said = request.query['done'];
    const done = certificateAnswers.find((answer) => answer === said) ?? null;
    if (token === '' && done === null) return renderLinkNeeded(response);
    if (certificate === null && (done === null || done === 'confirm'))
      return renderErrorPage(response, 404, 'unknown_certificate');
    const catalogue = await system.catalogue();
    const { day } = dateFormatting(context.locale);
    renderPage(response, page, {
      done,
      kept:
        certificate === null
          ? null
          : {
              confirmed: certificate.confirmedAt !== null,
              expires: dateFormatting(context.locale).fullDay(noonOf(certificate.expiresOn)),
              enterprise: certificate.enterprise,
              email: certificate.email,
              next: certificate.nextOn === null ? null : day(noonOf(certificate.nextOn)),
            },
      action: paths.certificate.show(id),
      online: outLink(catalogue, 'IDENTITY_AUTH', context),
      bookHref: paths.book.services({ service }),
      renewHref: paths.service(service),
    });
  };
}

function answer(system: System): RequestHandler {
  return async (request, response) => {
    const link = linkOf(system, request, response);
    if (link === null) return;
    const { id, token } = link;
    const wanted = certificateAnswers.find((one) => one === request.body?.act);
    if (wanted === undefined) return renderErrorPage(response, 404, 'unknown_certificate');
    const done = await answerCertificate(system, { id, token, answer: wanted });
    if (!done.ok) return renderErrorPage(response, 404, done.code);
    response.redirect(303, paths.certificate.show(id, undefined, wanted));
  };
}

/** What a mail about a certificate leads to. GET changes nothing: programs follow links before people do. */
export const certificatePages: readonly DeclaredPage<System>[] = [
  {
    path: paths.certificate.show(':certificate'),
    audience: 'holder',
    get: show,
    post: answer,
  },
];
