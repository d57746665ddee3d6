import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import { hasPageContext, pageContext } from './page-context.ts';
import { type Page, renderPage } from './render-page.ts';
import { nameFault } from './request-facts.ts';

export interface ErrorView {
  readonly status: number;
  readonly heading: string;
  readonly text: string;
}

/** Statuses that have words of their own; any other is told as one of these. */
const explained = ['403', '404', '429', '500'] as const;

const errorPage: Page<ErrorView> = {
  template: 'public/error',
  layout: 'focus',
  title: (view, { t }) => t('common.titleEnd', { title: view.heading }),
};

/** Answers with an error page in the reader's language: never a stack, and what to do next. */
export function renderErrorPage(response: Response, status: number, code?: RefusalCode): void {
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
  });
}

/** The last handler of pages: nothing has answered. */
export const notFoundPage: RequestHandler = (_request, response) => renderErrorPage(response, 404);

/** Bugs: logged by `report`, told to the reader without detail. Errors that carry a 4xx status keep it. */
export function brokenPage(report: (error: unknown, request: Request) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) {
      report(error, request);
      nameFault(response);
    }
    if (response.headersSent) next(error);
    else renderErrorPage(response, status);
  };
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
}
