import type { Request, Response } from 'express';
import { hashToken, tokenMatches } from '../../actions/secrets.ts';
import type { System } from '../../actions/system.ts';
import type { Booking } from '../../domain/booking/booking.ts';
import { hour } from '../../domain/calendar/durations.ts';
import { normaliseReference } from '../../domain/enterprise/reference.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { paths } from '../paths.ts';

const visitLength = 2 * hour;
const cookieName = 'holder';
const nobody = hashToken('nobody');

/**
 * The booking of a secret link, for whoever has its token: in the address on the first visit, afterwards for two hours in a cookie that
 * only the pages of this booking receive. Null: no such booking or not the holder, which look alike.
 */
export async function bookingOfHolder(
  system: System,
  request: Request<{ reference: string }>,
): Promise<Booking | null> {
  const token = tokenOf(request);
  const reference = normaliseReference(request.params.reference);
  const found = reference === null ? null : await bookingByReference(system.database.reader, reference);
  const matches = tokenMatches(token, found?.tokenHash ?? nobody);
  return matches ? found : null;
}

function tokenOf(request: Request<{ reference: string }>): string {
  const given: unknown = request.query['token'];
  const kept: unknown = request.cookies[cookieName];
  if (typeof given === 'string') return given;
  return typeof kept === 'string' ? kept : '';
}

/** Lets the pages of a booking know their holder without the token in every address. */
export function rememberHolder(system: System, response: Response, booking: Booking): void {
  const secure = system.config.baseUrl?.startsWith('https:') ?? false;
  response.cookie(cookieName, system.secrets.tokenFor('booking', booking.id), {
    path: paths.booking.show(booking.reference),
    maxAge: visitLength,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
}
