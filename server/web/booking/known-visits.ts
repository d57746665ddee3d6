import type { Request, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';

const cookie = 'visits';
const lifetime = 2 * hour;

/** The secret of the list of visits that this browser has opened or made; '' where there is none. */
export function knownVisits(request: Request): string {
  const kept: unknown = request.cookies?.[cookie];
  return typeof kept === 'string' ? kept.slice(0, 64) : '';
}

/** For two hours the pages of this browser lead to the list; the next one takes its place. */
export function rememberVisits({ config }: Pick<System, 'config'>, response: Response, token: string): void {
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  response.cookie(cookie, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: lifetime });
}
