import type { Request, Response } from 'express';
import { makeSeal, type NumberPass, type TakenNumber } from '../../actions/seal.ts';
import type { Config } from '../../config.ts';
import { hour, minute } from '../../domain/calendar/durations.ts';
import { paths } from '../paths.ts';
import { type OwnCookie, pathCookie } from '../request/own-cookie.ts';

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

export function makeNumberCookies(config: Config): NumberCookies {
  const passes = makeSeal(config.sessionSecret, 'number-pass');
  const taken = makeSeal(config.sessionSecret, 'number-taken');
  const pass = pathCookie(config, 'number-pass', paths.number.take());
  const number = pathCookie(config, 'number-taken', paths.number.take());
  const sent = (request: Request, { name }: OwnCookie): string => String(request.cookies[name] ?? '');
  return {
    siteOf: (request, now) => {
      const found: NumberPass | null = passes.open(sent(request, pass));
      return found !== null && now < found.until ? found.site : null;
    },
    letIn: (response, site, now) => {
      const sealed = passes.close({ site, until: now + passLife });
      response.cookie(pass.name, sealed, { ...pass.options, maxAge: passLife });
    },
    takenBy: (request, now) => {
      const found = taken.open(sent(request, number));
      return found !== null && now < found.at + hour ? found : null;
    },
    noteTaken: (response, its) => {
      response.cookie(number.name, taken.close(its), { ...number.options, maxAge: hour });
    },
  };
}
