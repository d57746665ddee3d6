import type { Request, Response } from 'express';
import { bookingToken } from '../../actions/booking/booking-link.ts';
import { hashToken, tokenMatches } from '../../actions/secrets.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { hour } from '../../domain/calendar/durations.ts';
import { normaliseReference } from '../../domain/enterprise/reference.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { paths } from '../paths.ts';
import { isLook } from '../request/held-link.ts';
import { type OwnCookie, pathCookie } from '../request/own-cookie.ts';

const visitLength = 2 * hour;
const nobody = hashToken('nobody');

/**
 * The booking of a secret link, for whoever has its token: in the address on the first visit, afterwards for two hours in a cookie that
 * only the pages of this booking receive. Null: no such booking or not the holder, which look alike.
 */
export async function bookingOfHolder(
  system: System,
  request: Request<{ reference: string }>,
): Promise<Booking | null> {
  const token = tokenOf(system, request);
  const reference = normaliseReference(request.params.reference);
  const found = reference === null ? null : await bookingByReference(system.database.reader, reference);
  const matches = tokenMatches(token, found?.tokenHash ?? nobody);
  return matches ? found : null;
}

/** Whether a look has come with the secret in its address, which the holder's browser now leaves behind. */
export function cameWithSecret(request: Request): boolean {
  return typeof request.query['token'] === 'string' && isLook(request);
}

function tokenOf({ config }: System, request: Request<{ reference: string }>): string {
  const given: unknown = request.query['token'];
  const kept: unknown = request.cookies[holderCookie(config, request.params.reference).name];
  if (typeof given === 'string') return given;
  return typeof kept === 'string' ? kept : '';
}

/** Lets the pages of a booking know their holder without the token in every address. */
export function rememberHolder(system: System, response: Response, booking: Booking): void {
  const { name, options } = holderCookie(system.config, booking.reference);
  response.cookie(name, bookingToken(system.secrets, booking), { ...options, maxAge: visitLength });
}

/** After a change of its holder: the link may be another one since, and the browser that has changed it goes on. */
export async function stayHolder(
  system: System,
  response: Response,
  { reference }: Pick<Booking, 'reference'>,
): Promise<void> {
  const changed = await bookingByReference(system.database.reader, reference);
  if (changed !== null) rememberHolder(system, response, changed);
}

/** Only the pages of this booking receive it, so that two in one browser do not mix. */
function holderCookie(config: System['config'], reference: string): OwnCookie {
  return pathCookie(config, 'holder', paths.booking.show(reference));
}
