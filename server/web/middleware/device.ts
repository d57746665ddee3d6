import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import { knownDevice } from '../../actions/device/known-device.ts';
import type { System } from '../../actions/system.ts';
import type { Device } from '../../store/device/device-query.ts';

const cookieName = 'device';
const years = 5 * 365 * 24 * 3600 * 1000;
const known = new WeakMap<object, Device>();

/** Finds out which machine asks: whoever handles the request afterwards sees it with `deviceOf`. */
export function recogniseDevice(system: System): RequestHandler {
  return (request, _response, next) => {
    const key = deviceKeyOf(request);
    if (key === null) return next();
    knownDevice(system, key).then((device) => {
      if (device !== null) known.set(request, device);
      next();
    }, next);
  };
}

/** The machine that asks, paired or waiting to be; null: a stranger, or one that was revoked. */
export function deviceOf(request: Request): Device | null {
  return known.get(request) ?? null;
}

/** The machine that asks, when it may work at this site. */
export function pairedDevice(request: Request, site: string): Device | null {
  const device = deviceOf(request);
  return device !== null && device.pairedAt !== null && device.site === site ? device : null;
}

export function deviceKeyOf(request: Request): string | null {
  const key: unknown = request.cookies[cookieName];
  return typeof key === 'string' && /^[\w-]{20,64}$/.test(key) ? key : null;
}

/** The machine keeps its key for years; what it may do is decided here, on each request. */
export function keepDeviceKey(system: System, response: Response, key: string): void {
  const secure = system.config.baseUrl?.startsWith('https:') ?? false;
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: years };
  response.cookie(cookieName, key, options);
}
