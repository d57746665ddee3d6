import { createHash, randomBytes } from 'node:crypto';
import cookieParser from 'cookie-parser';
import { doubleCsrf } from 'csrf-csrf';
import express, { type Request, type RequestHandler } from 'express';
import type { Config } from '../../config.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { hostCookie } from '../request/own-cookie.ts';
import { isOwnPage } from '../request/own-page.ts';
import { disguised, undisguised } from './form-token.ts';
import { refuseNulInBody } from './refuse-nul.ts';
import { sessionHash, signedInAs } from './staff-session.ts';

/** A form that another website has sent. */
class ForeignForm extends Error {
  readonly status = 403;
  readonly code = 'foreign_form';
}

const asking = new Set(['GET', 'HEAD', 'OPTIONS']);

/** For every page that has a form: refuses those of other websites, parses bodies and gives each browser a name. */
export function readForms(config: Config): readonly RequestHandler[] {
  const { name, options } = hostCookie(config, 'browser');
  const refuseForeign: RequestHandler = (request, _response, next) => {
    if (asking.has(request.method) || isOwnPage(request, config.baseUrl, request.host)) next();
    else next(new ForeignForm('another website sent this form'));
  };
  const nameBrowser: RequestHandler = (request, response, next) => {
    if (typeof request.cookies[name] !== 'string' || request.cookies[name] === '') {
      request.cookies[name] = randomBytes(16).toString('base64url');
      response.cookie(name, request.cookies[name], options);
    }
    next();
  };
  return [
    refuseForeign,
    cookieParser(),
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 400, verify: refuseNulInBody }),
    // whatever came is not read by its handler, or is nothing: a form without fields
    (request, _response, next) => {
      request.body ??= {};
      next();
    },
    nameBrowser,
  ];
}

/**
 * Guards forms with a signed double-submit token, bound to the name of the browser, so that public pages need no session, and of those who are
 * signed in to their session too: the token of one is of no use in another. Comes after the sessions. `keepLost`: what a form without its session
 * said may be kept, and leads there.
 */
export function guardForms(
  config: Config,
  keepLost: (request: Request) => Promise<string | null> = async () => null,
): readonly RequestHandler[] {
  const open = tokens(config, 'csrf');
  // a cookie of its own, so that a public page in another tab does not take the place of this one's token
  const office = tokens(config, 'csrf-staff');
  const tokensOf = (request: Request) => (request.session === undefined ? open : office);
  const offer: RequestHandler = (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    pageContext(request).csrfToken = disguised(tokensOf(request).generateCsrfToken(request, response));
    next();
  };
  const protect: RequestHandler = (request, response, next) =>
    tokensOf(request).doubleCsrfProtection(request, response, (error?: unknown) => {
      if (error === undefined || !belongsToStaff(request)) return next(error);
      // the session has ended meanwhile, and with it the token
      keepLost(request).then((kept) => {
        if (kept !== null) response.redirect(303, kept);
        else if (sessionOf(request) === '') response.redirect(303, paths.staff.signIn());
        else next(error);
      }, next);
    });
  return [offer, protect];
}

function tokens(config: Config, cookie: string) {
  const { name, options } = hostCookie(config, cookie);
  const browser = hostCookie(config, 'browser').name;
  return doubleCsrf({
    getSecret: () => createHash('sha256').update(`csrf:${config.sessionSecret}`).digest('hex'),
    getSessionIdentifier: (request) => `${String(request.cookies[browser] ?? '')} ${sessionOf(request)}`,
    cookieName: name,
    cookieOptions: options,
    getCsrfTokenFromRequest: (request) => {
      const given: unknown =
        request.get('x-csrf-token') ??
        (request.body as { _csrf?: unknown } | undefined)?._csrf ??
        tokenBesideFiles(request);
      return typeof given === 'string' ? undisguised(given) : undefined;
    },
    errorConfig: { statusCode: 403, message: 'the form is too old or not ours', code: 'csrf_failed' },
  });
}

/** Whoever is signed in, or has shown the first of two factors; '': nobody. */
function sessionOf(request: Request): string {
  const known = signedInAs(request) !== null || request.session?.halfway !== undefined;
  return known ? sessionHash(request) : '';
}

function belongsToStaff(request: Request): boolean {
  return (
    request.session !== undefined &&
    !request.path.startsWith('/kiosk') &&
    request.path !== paths.staff.signIn()
  );
}

/** A body with files is read only once its sender is known, after this guard: its form carries the token in its address. */
function tokenBesideFiles(request: Request): string | undefined {
  const token: unknown = request.query['_csrf'];
  return request.is('multipart/form-data') && typeof token === 'string' ? token : undefined;
}
