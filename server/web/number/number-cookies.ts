import type { CookieOptions, Request, Response } from 'express';
import { makeSeal, type NumberPass, type TakenNumber } from '../../actions/seal.ts';
import type { Config } from '../../config.ts';
import { hour, minute } from '../../domain/calendar/durations.ts';
import { paths } from '../paths.ts';

/** What a phone at the door keeps, sealed: nothing is stored here of one that takes no number. */
export interface NumberCookies {
  /** the site whose door it was at in the last ten minutes; `now`: epoch ms */
  siteOf(request: Request, now: number): string | null;
  letIn(response: Response, site: string, now: number): void;
  /** the number that it has taken in the last hour */
  takenBy(request: Request, now: number): TakenNumber | null;
  noteTaken(response: Response, taken: TakenNumber): void;
}

const passLife = 10 * minute;
const names = { pass: 'number-pass', taken: 'number-taken' } as const;

export function makeNumberCookies(config: Config): NumberCookies {
  const passes = makeSeal(config.sessionSecret, names.pass);
  const taken = makeSeal(config.sessionSecret, names.taken);
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: paths.number.take() };
  const sent = (request: Request, name: string): string => String(request.cookies[name] ?? '');
  return {
    siteOf: (request, now) => {
      const pass: NumberPass | null = passes.open(sent(request, names.pass));
      return pass !== null && now < pass.until ? pass.site : null;
    },
    letIn: (response, site, now) => {
      const pass = passes.close({ site, until: now + passLife });
      response.cookie(names.pass, pass, { ...options, maxAge: passLife });
    },
    takenBy: (request, now) => {
      const found = taken.open(sent(request, names.taken));
      return found !== null && now < found.at + hour ? found : null;
    },
    noteTaken: (response, number) => {
      response.cookie(names.taken, taken.close(number), { ...options, maxAge: hour });
    },
  };
}
