import type { Request, Response } from 'express';
import { z } from 'zod';
import { contactMark, type KnownDevice, type ProvenContact } from '../../actions/booking/contact-code.ts';
import { makeSeal } from '../../actions/seal.ts';
import type { System } from '../../actions/system.ts';
import type { ContactDetails } from '../../domain/booking/booking.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { originOf } from '../request/origin-of.ts';
import { pathCookie } from '../request/own-cookie.ts';

const cookieOf = (config: System['config']) => pathCookie(config, 'proven', '/book');
const stored = z.object({ contact: z.string(), by: z.enum(['sms', 'mail']), until: z.number() });

type Parts = Pick<System, 'clock' | 'config' | 'secrets'>;

/** How long a browser is known by the contact that was proven with it, after that has stopped to count. */
const knownFor = 90 * dayLong;

/** The contact that was proven with this browser and still counts; null: none. */
export function provenIn(parts: Parts, request: Request): ProvenContact | null {
  const proven = keptIn(parts, request);
  return proven !== null && proven.until > parts.clock.now() ? proven : null;
}

/** This browser, by what was proven with it last; null: nothing was. */
export function knownDeviceIn(parts: Parts, request: Request): KnownDevice | null {
  const proven = keptIn(parts, request);
  if (proven === null || proven.until + knownFor <= parts.clock.now()) return null;
  const { contact, until } = proven;
  return { contact, mark: parts.secrets.markOf('browser', `${contact} ${until}`) };
}

function keptIn({ config }: Parts, request: Request): ProvenContact | null {
  const text: unknown = request.cookies?.[cookieOf(config).name];
  if (typeof text !== 'string') return null;
  const read = stored.safeParse(makeSeal(config.sessionSecret, 'proven-contact').open(text));
  return read.success ? read.data : null;
}

/** Remembers it, sealed: for as long as it counts, and that this browser had it. */
export function keepProven(
  { clock, config }: Parts,
  response: Response,
  proven: ProvenContact,
  path = '/book',
): void {
  const { name, options } = cookieOf(config);
  response.cookie(name, makeSeal(config.sessionSecret, 'proven-contact').close(proven), {
    ...{ ...options, path },
    maxAge: proven.until + knownFor - clock.now(),
  });
}

/** Where a request to keep a time comes from. A proven contact stands for the work, and its times are counted by it. */
export async function originOfHold(system: System, request: Request, site: string): Promise<Origin> {
  const proven = provenIn(system, request);
  const from = await originOf(system, request, site, proven?.by ?? null);
  return proven === null ? from : { ...from, browser: proven.contact };
}

/** Where a booking comes from: what was proven counts when it is what the booking says. */
export function originOfBooking(
  system: System,
  request: Request,
  site: string,
  contact: ContactDetails,
): Promise<Origin> {
  const proven = provenIn(system, request);
  const told = proven?.by === 'sms' ? contact.mobile : contact.email;
  const same = proven !== null && told !== null && contactMark(system, told) === proven.contact;
  return originOf(system, request, site, same ? proven.by : null);
}
