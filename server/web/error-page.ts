import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { type Unavailable, unavailableOf } from '../actions/unavailable.ts';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import { hasPageContext, pageContext } from './page-context.ts';
import { type Page, renderPage } from './render-page.ts';
import { nameFault } from './request/request-facts.ts';

export interface ErrorView {
  readonly status: number;
  readonly heading: string;
  readonly text: string;
  /** of an outage: the form that was sent, to be sent again as it is; null: there was none, or it holds secrets */
  readonly again: SentForm | null;
  /** of an outage: the page that was asked for */
  readonly reload: string | null;
}

export interface SentForm {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

const formFaults = ['csrf_failed', 'foreign_form'] as const;

/** Statuses that have words of their own; any other is told as one of these. */
const explained = ['403', '404', '429', '500', '503'] as const;

const errorPage: Page<ErrorView> = {
  template: 'public/error',
  layout: 'focus',
  title: (view, { t }) => t('common.titleEnd', { title: view.heading }),
};

/** Answers with an error page in the reader's language: never a stack, and what to do next. */
export function renderErrorPage(response: Response, status: number, code?: RefusalCode): void {
  const { req: request } = response;
  response.status(status).set('Cache-Control', 'no-store');
  if (!hasPageContext(response.req)) {
    response.type('text').send(String(status));
    return;
  }
  const { t } = pageContext(response.req);
  const kind = explained.find((one) => one === String(status)) ?? (status >= 500 ? '500' : '404');
  renderPage(response, errorPage, {
    status,
    heading: t(`error.${kind}.heading`),
    text: code === undefined ? t(`error.${kind}.text`) : t(`refusal.${code}`),
    again: status === 503 ? sentForm(request) : null,
    reload: status === 503 && request.method === 'GET' ? ownAddress(request) : null,
  });
}

/**
 * What opens by its secret link only, and the link has not come with it: the same answer whether there is such a thing or not. Cookies keep
 * what the link has opened (`request/held-link.ts`), and a browser may keep none.
 */
export function renderLinkNeeded(response: Response): void {
  const { t } = pageContext(response.req);
  response.status(404).set('Cache-Control', 'no-store');
  renderPage(response, errorPage, {
    status: 404,
    heading: t('error.link.heading'),
    text: t('error.link.text'),
    again: null,
    reload: null,
  });
}

/** Where people type passwords, codes and keys, their own or those of others. */
const secretive = /^\/+(staff|admin\/staff)(\/|$)|^\/+admin\/.*\/channels\//;

/** Passwords, codes and files are not put into a page; the token of the form is given anew. */
function sentForm(request: Request): SentForm | null {
  if (request.method !== 'POST' || secretive.test(request.originalUrl)) return null;
  if (request.is('application/x-www-form-urlencoded') === false) return null;
  const fields = Object.entries((request.body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    name === '_csrf'
      ? []
      : [value].flat().flatMap((one) => (typeof one === 'string' ? [{ name, value: one }] : [])),
  );
  return fields.some(({ name }) => /password|secret/i.test(name))
    ? null
    : { action: ownAddress(request), fields };
}

/** A path that begins with two slashes would be read as another host. */
function ownAddress({ originalUrl }: Request): string {
  return originalUrl.replace(/^\/+/, '/');
}

/** The last handler of pages: nothing has answered. */
export const notFoundPage: RequestHandler = (_request, response) => renderErrorPage(response, 404);

/** Outages: told as such, with what was typed. Bugs: logged by `report`, told to the reader without detail. Errors that carry a 4xx status keep it. */
export function brokenPage(
  report: (error: unknown, request: Request) => void,
  outages: (outage: Unavailable, request: Request) => void = () => {},
): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const carried = statusOf(error);
    const outage = carried < 500 ? null : unavailableOf(error);
    if (outage !== null) outages(outage, request);
    else if (carried >= 500) {
      report(error, request);
      nameFault(response);
    }
    if (response.headersSent) {
      // half an answer cannot be taken back, only broken off
      response.destroy();
      return;
    }
    if (outage !== null) {
      response.set('Retry-After', String(outage.retryAfter));
      // looking again does no harm; sending again is the reader's to decide
      if (request.method === 'GET') response.set('Refresh', String(outage.retryAfter));
    }
    renderErrorPage(response, outage === null ? carried : 503, formFault(error));
  };
}

/** What is wrong with a form that was refused before its page saw it. */
function formFault(error: unknown): RefusalCode | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return formFaults.find((one) => one === code);
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
}
