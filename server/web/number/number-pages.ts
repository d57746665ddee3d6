import type { Request, RequestHandler, Response } from 'express';
import { makeDoorTokens } from '../../actions/queue/door-tokens.ts';
import type { System } from '../../actions/system.ts';
import { isDoorCodeGood } from '../../domain/queue/hall/door-code.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { answer, askToScan, closedWords } from './number-answers.ts';
import { makeNumberCookies, type NumberCookies } from './number-cookies.ts';
import { showForm } from './number-form.ts';
import { numberNow } from './number-now.ts';
import { hadOne, numberTaker, type Visit } from './take-number.ts';

/** The code that was scanned becomes a cookie, so that no address of the next pages opens anything and choosing may take its time. */
function enter(system: System): RequestHandler<{ token: string }> {
  const tokens = makeDoorTokens(system.config.sessionSecret);
  const cookies = makeNumberCookies(system.config);
  return async (request, response, next) => {
    const code = tokens.open(request.params.token);
    const its = code === null ? null : await hallOpenToPhones(system, code.site);
    if (code === null || its === null) return next();
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    const { now } = pageContext(response.req);
    if (!isDoorCodeGood(code, now)) return askToScan(response, 410, its.site);
    cookies.letIn(response, code.site, now);
    response.redirect(303, paths.number.take());
  };
}

function choose(system: System): RequestHandler {
  const cookies = makeNumberCookies(system.config);
  return atTheDoor(system, cookies, ({ its, taken, response }) => {
    if (taken !== null) return hadOne(system, response, its.site, taken);
    if (!numberNow(its).walkIn)
      return answer(response, 200, its.site, closedWords(its, pageContext(response.req)));
    showForm(response, its, { services: [], priority: false, form: system.secrets.newId() }, null);
  });
}

function take(system: System): RequestHandler {
  const cookies = makeNumberCookies(system.config);
  return atTheDoor(system, cookies, numberTaker(system, cookies));
}

/** For a phone that has read the code of a door in the last ten minutes. */
function atTheDoor(
  system: System,
  cookies: NumberCookies,
  go: (visit: Visit) => void | Promise<void>,
): RequestHandler {
  return async (request: Request, response: Response, next) => {
    const { now } = pageContext(response.req);
    const code = cookies.siteOf(request, now);
    if (code === null) return askToScan(response, 403, null);
    const its = await hallOpenToPhones(system, code);
    if (its === null) return next();
    await go({ its, taken: cookies.takenBy(request, now), request, response });
  };
}

/** null: there is no such hall, or it gives no numbers to phones. */
async function hallOpenToPhones(system: System, site: string): Promise<HallNow | null> {
  const its = await hallNow(system, site);
  return its?.site.hall.numberByPhone === true ? its : null;
}

const audience = 'holder';

/** A number on the phone, for whoever stands at the door. */
export const numberPages: readonly DeclaredPage<System>[] = [
  { path: paths.number.enter(':token'), audience, get: enter, answers: 'way' },
  { path: paths.number.take(), audience, get: choose, post: take },
];
