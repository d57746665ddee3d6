import type { Request, Response } from 'express';
import { z } from 'zod';
import { makeSeal } from '../../actions/seal.ts';
import type { KnownBy } from '../../actions/staff/sign-in.ts';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { paths } from '../paths.ts';
import { pathCookie } from '../request/own-cookie.ts';

type Parts = Pick<System, 'clock' | 'config' | 'secrets'>;

/** Milliseconds without a sign-in after which a device is a stranger's again. */
const rememberedFor = 90 * dayLong;
/** A machine at the counter is shared; a cookie has room for so many. */
const mostStaff = 20;

const stored = z.object({
  device: z.string(),
  staff: z.array(z.object({ id: z.string(), at: z.number() })),
});

/** Only the pages where people sign in need to know: see `pathCookie`. */
const cookieFor = ({ config }: Parts) =>
  pathCookie(config, 'known-device', paths.staff.signIn().replace(/\/[^/]+$/, ''));

/** The browser that asks, as far as it has signed in before; null: never. Sealed: nobody can make one up. */
export function knownDevice(parts: Parts, request: Request): KnownBy | null {
  const found = keptBy(parts, request);
  const since = parts.clock.now() - rememberedFor;
  return found === null
    ? null
    : { device: found.device, staff: found.staff.filter(({ at }) => at > since).map(({ id }) => id) };
}

/** Somebody has signed in here, with everything that their account asks for. Answers whether that was new. */
export function rememberDevice(parts: Parts, request: Request, response: Response, staff: string): boolean {
  const { name, options } = cookieFor(parts);
  const now = parts.clock.now();
  const before = keptBy(parts, request);
  const isNew = !(knownDevice(parts, request)?.staff.includes(staff) ?? false);
  const others = (before?.staff ?? []).filter(({ id }) => id !== staff).slice(0, mostStaff - 1);
  const kept = {
    device: before?.device ?? parts.secrets.newId(),
    staff: [{ id: staff, at: now }, ...others],
  };
  const sealed = makeSeal(parts.config.sessionSecret, 'staff-device').close(kept);
  response.cookie(name, sealed, { ...options, maxAge: rememberedFor });
  return isNew;
}

function keptBy(parts: Parts, request: Request): z.infer<typeof stored> | null {
  const text: unknown = request.cookies?.[cookieFor(parts).name];
  if (typeof text !== 'string') return null;
  const read = stored.safeParse(makeSeal(parts.config.sessionSecret, 'staff-device').open(text));
  return read.success ? read.data : null;
}
