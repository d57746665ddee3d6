import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Config } from '../../config.ts';
import { renderLinkNeeded } from '../error-page.ts';
import { cookieOf } from './cookie-of.ts';
import { type OwnCookie, pathCookie } from './own-cookie.ts';
import { typed } from './typed.ts';

/** A page that a secret link opens: where it is once the secret has left the address. */
export interface LinkPlace<Found> {
  /** of the cookie that keeps the secret, for the pages below `path` alone */
  readonly cookie: string;
  /** the page, under the name that everybody may read in the address */
  readonly path: (name: string) => string;
  /** null: the secret opens nothing */
  readonly open: (token: string) => Promise<Found | null>;
  readonly nameOf: (found: Found) => string;
  /** for how long after the last look the page opens without its link, milliseconds */
  readonly lifetime: number;
}

/**
 * What somebody holds the link of. Whoever comes with the secret in the address, as a mail or a code leads here, gets it as a cookie and is
 * sent to the same page under its name, so that neither history nor screen nor log nor the next page learns it; a form is taken as it comes.
 * Null: answered, with the way on or with a page that says what is needed.
 */
export async function openLink<Found>(
  { config }: { readonly config: Config },
  place: LinkPlace<Found>,
  request: Request<{ token: string }>,
  response: Response,
): Promise<Found | null> {
  const given = request.params.token;
  const cookieAt = (name: string): OwnCookie => pathCookie(config, place.cookie, place.path(name));
  const kept = cookieOf(request, cookieAt(given).name) ?? '';
  const held = kept === '' ? null : await place.open(kept);
  const known = held !== null && place.nameOf(held) === given;
  const found = known ? held : await place.open(given);
  if (found === null) {
    renderLinkNeeded(response);
    return null;
  }
  const name = place.nameOf(found);
  const { name: cookie, options } = cookieAt(name);
  response.cookie(cookie, known ? kept : given, { ...options, maxAge: place.lifetime });
  response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  if (known || !isLook(request)) return found;
  const [path = '', search] = request.originalUrl.split('?');
  const below = path.split('/').slice(3);
  leaveSecret(response, [place.path(name), ...below].join('/') + (search === undefined ? '' : `?${search}`));
  return null;
}

/** Whether nothing but looking is asked for: then the same can be asked for again, elsewhere. */
export function isLook({ method }: Pick<Request, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Sends the browser from an address with a secret to one without, which alone it remembers. */
export function leaveSecret(response: Response, address: string): void {
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
  response.redirect(303, address);
}

/** The address that was asked for without its secret, at `path`: what else it asks for stays. */
export function withoutToken({ originalUrl }: Pick<Request, 'originalUrl'>, path: string): string {
  const query = new URLSearchParams(originalUrl.split('?')[1] ?? '');
  query.delete('token');
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Where the secret of a link stands beside the address of its page. */
export interface TokenPlace {
  readonly cookie: string;
  /** the page, without its secret */
  readonly path: string;
  readonly lifetime: number;
}

/**
 * The secret of such a link, '' where there is none: of the address, as mails bring it, or of the cookie. Null: answered. It has come in the
 * address to be looked at, and the browser is on its way to the page without.
 */
export function tokenOfLink(
  { config }: { readonly config: Config },
  { cookie, path, lifetime }: TokenPlace,
  request: Request,
  response: Response,
): string | null {
  const { name, options } = pathCookie(config, cookie, path);
  const given: unknown = request.query['token'];
  response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  if (typeof given !== 'string') return cookieOf(request, name) ?? '';
  if (!isLook(request)) return given;
  // nothing is known of it yet; what else a browser would keep here is thrown away
  const token = /^[\w-]{1,64}$/.test(given) ? given : '';
  response.cookie(name, token, { ...options, maxAge: lifetime });
  leaveSecret(response, withoutToken(request, path));
  return null;
}

const fields = express.urlencoded({ extended: false, limit: '2kb', parameterLimit: 10 });

/** Reads the form of a page that stands before the guard of forms, or what a mail program posts in its place. */
export const readStop: RequestHandler = (request, response, next) => fields(request, response, next);

/**
 * The secret that a POST itself brings: in its form, as our page sends it, or in its address, as mail programs do, without cookies (RFC 8058).
 * What a cookie says is not asked: a browser would send it along with the form of a stranger.
 */
export function tokenSent(request: Request): string {
  const given: unknown = request.query['token'];
  return typed(request.body, 'token') || (typeof given === 'string' ? given : '');
}
