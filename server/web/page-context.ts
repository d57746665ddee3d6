import type { Request, RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import { type Translate, words } from '../locales/words.ts';
import type { Assets } from './assets.ts';
import { chooseLargeType, chooseLocale, keepChoice, otherLocale } from './locale.ts';
import type { AdminMenu, HelpCallsView } from './staff-frame.ts';

/** A reason that was typed at a counter before a session ended: for which command, and of which ticket. */
interface KeptNote {
  readonly verb: string;
  readonly reason: string;
  readonly ticket: string;
}

/** What every page knows about the request it answers. */
export interface PageContext {
  readonly locale: Locale;
  readonly t: Translate;
  readonly largeType: boolean;
  /** the instant of this request, epoch milliseconds */
  readonly now: number;
  /** path without query */
  readonly path: string;
  /** this page in the other language, with its query kept */
  readonly alternate: { readonly locale: Locale; readonly href: string };
  /** this page with the other size of type */
  readonly typeSwitch: string;
  readonly assets: Assets;
  /** put there by whatever guards forms; null: the page has no form to guard */
  csrfToken: string | null;
  /** put there by a form of the office: who has opened it, so that what they type outlives their session */
  opener?: string;
  /** the same for a note at a counter, which is in few of its many forms */
  noteOpener?: string;
  /** put there with what was typed before a session ended, for the line above it */
  kept?: { readonly text: string; readonly action: string; readonly note?: KeptNote };
  /** put there by the session of staff, for the bar at the top */
  staff?: {
    readonly name: string;
    readonly counter: boolean;
    readonly floor: boolean;
    /** looks for bookings and tickets, in the bar of every page of the office */
    readonly find: boolean;
    readonly admin: boolean;
    /** the bookings of the day, for whom the office has nothing else */
    readonly day: boolean;
  };
  /** put there by `tellHelpCalls`, for whoever manages a hall */
  help?: HelpCallsView;
  /** put there by `adminFrame`, for the layout of the administration */
  menu?: AdminMenu;
}

const contexts = new WeakMap<object, PageContext>();

/** The context of a request; the middleware below must have run. */
export function pageContext(request: Request): PageContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('openPageContext has not run for this request');
  return context;
}

export function hasPageContext(request: Request): boolean {
  return contexts.has(request);
}

/** Middleware for everything that answers with a page: language, size of type, the instant. */
export function openPageContext(system: {
  readonly clock: Clock;
  readonly assets: Assets;
  readonly config: Pick<Config, 'baseUrl'>;
}): RequestHandler {
  const { config } = system;
  return (request, response, next) => {
    const { locale, asked: languageAsked } = chooseLocale(config, request);
    const { large, asked: typeAsked } = chooseLargeType(config, request);
    if (languageAsked) keepChoice(config, response, 'lang', locale);
    if (typeAsked) keepChoice(config, response, 'type', large ? 'large' : 'normal');
    response.set('Vary', 'Accept-Language, Cookie');
    response.set('Content-Language', locale);
    const other = otherLocale(locale);
    contexts.set(request, {
      locale,
      t: words(locale),
      largeType: large,
      now: system.clock.now(),
      path: request.path,
      alternate: { locale: other, href: sameAddress(request, 'lang', other) },
      typeSwitch: sameAddress(request, 'type', large ? 'normal' : 'large'),
      assets: system.assets,
      csrfToken: null,
    });
    next();
  };
}

/** The address that was asked for with one parameter changed; after a POST there is none to repeat, so the page with its form. */
function sameAddress(request: Request, name: 'lang' | 'type', value: Locale | 'large' | 'normal'): string {
  const repeatable = request.method === 'GET' || request.method === 'HEAD';
  const address = repeatable ? request.originalUrl : formAddress(request);
  const plain = !address.includes('?') && !address.startsWith('//');
  if (plain) return `${address}?${name}=${value}`;
  const [path = '/', search = ''] = address.split('?');
  const query = new URLSearchParams(search);
  query.set(name, value);
  // a path that starts with two slashes would be read as another host
  return `${path.replace(/^\/+/, '/')}?${query}`;
}

/** The page of this host that a form was sent from; home, when the browser does not say. */
function formAddress(request: Request): string {
  const referer = request.get('referer') ?? '';
  const from = URL.canParse(referer) ? new URL(referer) : null;
  return from === null || from.host !== request.get('host') ? '/' : from.pathname + from.search;
}
