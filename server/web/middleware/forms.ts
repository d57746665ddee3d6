import { createHash, randomBytes } from 'node:crypto';
import cookieParser from 'cookie-parser';
import { doubleCsrf } from 'csrf-csrf';
import express, { type Request, type RequestHandler } from 'express';
import type { Config } from '../../config.ts';
import { pageContext } from '../page-context.ts';
import { refuseNulInBody } from './refuse-nul.ts';

/**
 * For every page that has a form: parses bodies, and guards them with a signed double-submit token that is bound to a random cookie of this
 * browser, so that public pages need no session.
 */
export function forms(config: Config): readonly RequestHandler[] {
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  const cookie = { sameSite: 'lax', secure, path: '/', httpOnly: true } as const;
  const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
    getSecret: () => createHash('sha256').update(`csrf:${config.sessionSecret}`).digest('hex'),
    getSessionIdentifier: (request) => String(request.cookies['browser'] ?? ''),
    cookieName: 'csrf',
    cookieOptions: cookie,
    getCsrfTokenFromRequest: (request) =>
      request.get('x-csrf-token') ??
      (request.body as { _csrf?: string } | undefined)?._csrf ??
      tokenBesideFiles(request),
    errorConfig: { statusCode: 403, message: 'the form is too old or not ours', code: 'csrf_failed' },
  });
  const nameBrowser: RequestHandler = (request, response, next) => {
    if (typeof request.cookies['browser'] !== 'string' || request.cookies['browser'] === '') {
      const name = randomBytes(16).toString('base64url');
      request.cookies['browser'] = name;
      response.cookie('browser', name, cookie);
    }
    next();
  };
  const offerToken: RequestHandler = (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    pageContext(request).csrfToken = generateCsrfToken(request, response);
    next();
  };
  return [
    cookieParser(),
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 400, verify: refuseNulInBody }),
    nameBrowser,
    offerToken,
    doubleCsrfProtection,
  ];
}

/** A body with files is read only once its sender is known, after this guard: its form carries the token in its address. */
function tokenBesideFiles(request: Request): string | undefined {
  const token: unknown = request.query['_csrf'];
  return request.is('multipart/form-data') && typeof token === 'string' ? token : undefined;
}
