import type { Request, Response } from 'express';
import { dayLong } from '../domain/calendar/durations.ts';
import { type Locale, locales } from '../domain/catalogue/words.ts';
import { cookieOf } from './request/cookie-of.ts';
import { hostCookie } from './request/own-cookie.ts';

const year = 365 * dayLong;

type Where = Parameters<typeof hostCookie>[0];

/** Keeps a choice of language or type size for a year. */
export function keepChoice(where: Where, response: Response, name: 'lang' | 'type', value: string): void {
  const cookie = hostCookie(where, name);
  response.cookie(cookie.name, value, { ...cookie.options, maxAge: year });
}

/** `?lang=`, then the remembered choice, then what the browser prefers, else Chinese. */
export function chooseLocale(where: Where, request: Request): { locale: Locale; asked: boolean } {
  const asked = asLocale(request.query['lang']);
  if (asked !== null) return { locale: asked, asked: true };
  const kept = asLocale(cookieOf(request, hostCookie(where, 'lang').name));
  if (kept !== null) return { locale: kept, asked: false };
  return { locale: preferredLocale(request.headers['accept-language']), asked: false };
}

/** `?type=large|normal`, then the remembered choice, else normal. */
export function chooseLargeType(where: Where, request: Request): { large: boolean; asked: boolean } {
  const asked = request.query['type'];
  if (asked === 'large' || asked === 'normal') return { large: asked === 'large', asked: true };
  return { large: cookieOf(request, hostCookie(where, 'type').name) === 'large', asked: false };
}

/** Reads an Accept-Language header (RFC 9110, 12.5.4); the highest weight of `zh…` or `en…` wins, else Chinese. */
export function preferredLocale(header: string | undefined): Locale {
  let best: Locale = 'zh-CN';
  let bestWeight = 0;
  for (const range of header?.split(',') ?? []) {
    // trimmed afterwards: a pattern with the blanks in it goes through a header of blanks again from each of them
    const [tag = '', ...parameters] = range
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    const locale: Locale | null = /^zh\b/.test(tag) ? 'zh-CN' : /^en\b/.test(tag) ? 'en' : null;
    if (locale !== null && weight > bestWeight) {
      best = locale;
      bestWeight = weight;
    }
  }
  return best;
}

export function otherLocale(locale: Locale): Locale {
  return locale === 'en' ? 'zh-CN' : 'en';
}

function asLocale(value: unknown): Locale | null {
  return locales.find((locale) => locale === value) ?? null;
}
