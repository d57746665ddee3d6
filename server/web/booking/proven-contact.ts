import type { Request, Response } from 'express';
import { z } from 'zod';
import { contactMark, type ProvenContact } from '../../actions/booking/contact-code.ts';
import { makeSeal } from '../../actions/seal.ts';
import type { System } from '../../actions/system.ts';
import type { ContactDetails } from '../../domain/booking/booking.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import { originOf } from '../request/origin-of.ts';
import { pathCookie } from '../request/own-cookie.ts';

const cookieOf = (config: System['config']) => pathCookie(config, 'proven', '/book');
const stored = z.object({ contact: z.string(), by: z.enum(['sms', 'mail']), until: z.number() });

type Parts = Pick<System, 'clock' | 'config' | 'secrets'>;

/** The contact that was proven with this browser and still counts; null: none. */
export function provenIn({ clock, config }: Parts, request: Request): ProvenContact | null {
  const text: unknown = request.cookies?.[cookieOf(config).name];
  if (typeof text !== 'string') return null;
  const read = stored.safeParse(makeSeal(config.sessionSecret, 'proven-contact').open(text));
  return read.success && read.data.until > clock.now() ? read.data : null;
}

/** Remembers it for as long as it counts, sealed. */
export function keepProven(
  { clock, config }: Parts,
  response: Response,
  proven: ProvenContact,
  path = '/book',
): void {
  const { name, options } = cookieOf(config);
  response.cookie(name, makeSeal(config.sessionSecret, 'proven-contact').close(proven), {
    ...{ ...options, path },
    maxAge: proven.until - clock.now(),
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
