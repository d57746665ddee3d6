import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { knownDevice } from '../../actions/device/known-device.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import type { Device } from '../../store/device/device-query.ts';
import { cookieOf } from '../request/cookie-of.ts';
import { hostCookie } from '../request/own-cookie.ts';
import { isOwnPage } from '../request/own-page.ts';

type Kind = Device['kind'];

/** A machine may be both: what it may do as one it may not do as the other. */
const cookieNames: Readonly<Record<Kind, string>> = { kiosk: 'device', display: 'display' };
const years = 5 * 365 * dayLong;
const known = new WeakMap<object, Device>();

/** Finds out which machine asks: whoever handles the request afterwards sees it with `deviceOf`. */
export function recogniseDevice(system: System, kind: Kind = 'kiosk'): RequestHandler {
  return (request, _response, next) => {
    deviceBehind(system, request, kind).then((device) => {
      if (device !== null) known.set(request, device);
      next();
    }, next);
  };
}

type Parts = Pick<System, 'clock' | 'database' | 'log'>;

/** The same behind the handshake of a socket. A stranger's page that is open in a machine's browser does not speak for the machine. */
export async function deviceOnSocket(
  system: Parts & Pick<System, 'config'>,
  handshake: IncomingMessage,
  kind: Kind,
  noteEvery?: number,
): Promise<Device | null> {
  return isOwnPage(handshake, system.config.baseUrl)
    ? deviceBehind(system, handshake, kind, noteEvery)
    : null;
}

/** The machine of this kind behind a request, paired or waiting to be; null: a stranger, or one that was revoked. */
async function deviceBehind(
  system: Parts,
  request: IncomingMessage,
  kind: Kind,
  noteEvery?: number,
): Promise<Device | null> {
  const key = deviceKeyOf(request, kind);
  const device = key === null ? null : await knownDevice(system, key, noteEvery);
  return device?.kind === kind ? device : null;
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

export function deviceKeyOf(request: IncomingMessage, kind: Kind = 'kiosk'): string | null {
  const name = cookieNames[kind];
  // a machine that was paired before its hall was reached by https, or before the prefix was given, keeps its key
  const key = cookieOf(request, `__Host-${name}`) ?? cookieOf(request, name);
  return key !== undefined && /^[\w-]{20,64}$/.test(key) ? key : null;
}

/** The machine keeps its key for years; what it may do is decided here, on each request. */
export function keepDeviceKey(system: System, response: Response, key: string, kind: Kind = 'kiosk'): void {
  const { name, options } = hostCookie(system.config, cookieNames[kind]);
  response.cookie(name, key, { ...options, maxAge: years });
}
