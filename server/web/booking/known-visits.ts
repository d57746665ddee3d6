import type { Request, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { hour } from '../../domain/calendar/durations.ts';
import { hostCookie } from '../request/own-cookie.ts';

type Parts = Pick<System, 'config'>;

const cookieOf = ({ config }: Parts) => hostCookie(config, 'visits');
const lifetime = 2 * hour;

/** The secret of the list of visits that this browser has opened or made; '' where there is none. */
export function knownVisits(system: Parts, request: Request): string {
  const kept: unknown = request.cookies?.[cookieOf(system).name];
  return typeof kept === 'string' ? kept.slice(0, 64) : '';
}

/** For two hours the pages of this browser lead to the list; the next one takes its place. */
export function rememberVisits(system: Parts, response: Response, token: string): void {
  const { name, options } = cookieOf(system);
  response.cookie(name, token, { ...options, maxAge: lifetime });
}
