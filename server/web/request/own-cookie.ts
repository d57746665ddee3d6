import type { CookieOptions } from 'express';
import type { Config } from '../../config.ts';

export interface OwnCookie {
  readonly name: string;
  readonly options: CookieOptions;
}

type Where = Pick<Config, 'baseUrl'>;

/** For the whole site. Over TLS `__Host-`: neither another host of the domain nor a connection without TLS can put one in its place. */
export function hostCookie(where: Where, name: string): OwnCookie {
  return cookieFor(where, name, '__Host-', '/');
}

/**
 * For the pages below one path only. `__Host-` would send it to all others too, so over TLS it is `__Secure-`: what a neighbouring host may
 * put in its place has to carry a secret or a seal of ours all the same.
 */
export function pathCookie(where: Where, name: string, path: string): OwnCookie {
  return cookieFor(where, name, '__Secure-', path);
}

export function isOverTls({ baseUrl }: Where): boolean {
  return baseUrl?.startsWith('https:') ?? false;
}

function cookieFor(where: Where, name: string, prefix: string, path: string): OwnCookie {
  const secure = isOverTls(where);
  return {
    name: secure ? prefix + name : name,
    options: { httpOnly: true, sameSite: 'lax', secure, path },
  };
}
