import type { Request, RequestHandler, Response } from 'express';
import {
  endSessions,
  type OfStaff,
  resetPassword,
  resetSecondFactor,
  unlockStaff,
} from '../../../actions/staff/reset-staff.ts';
import type { System } from '../../../actions/system.ts';
import type { Outcome, Refusal } from '../../../domain/outcome.ts';
import { firstPasswordDays } from '../../../domain/staff/first-password.ts';
import { staffById } from '../../../store/staff/staff-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { generatedPage } from './generated-password.ts';

function reset(system: System): RequestHandler {
  return async (request, response) => {
    const of = ofStaff(request);
    const done = await resetPassword(system, of);
    if (!done.ok) return refused(response, done);
    const found = await staffById(system.database.reader, of.id);
    const { name = '', username = '' } = found?.member ?? {};
    const { password } = done.value;
    renderPage(response, generatedPage, { name, username, password, days: firstPasswordDays });
  };
}

function act(
  doneAs: string,
  run: (system: System, of: OfStaff, request: Request) => Promise<Outcome<unknown>>,
): (system: System) => RequestHandler {
  return (system) => async (request, response) => {
    const of = ofStaff(request);
    const done = await run(system, of, request);
    if (done.ok) response.redirect(303, withQuery(paths.admin.item('staff', of.id), { done: doneAs }));
    else refused(response, done);
  };
}

function refused(response: Response, { code }: Refusal): void {
  renderErrorPage(response, code === 'not_permitted' ? 403 : 404, code);
}

function ofStaff(request: Request): OfStaff {
  return { actor: currentStaff(request), id: parameter(request, 'id') };
}

const audience = staffOfSite('staff.manage');
const of = (verb: string): string => paths.admin.act('staff', ':id', verb);

/** What a higher role does with somebody's account besides editing it. */
export const staffActPages: readonly DeclaredPage<System>[] = [
  { path: of('password'), audience, post: reset },
  { path: of('unlock'), audience, post: act('unlock', unlockStaff) },
  { path: of('second-factor'), audience, post: act('factor', resetSecondFactor) },
  {
    path: of('sessions'),
    audience,
    post: act('sessions', (system, who) => endSessions(system, who, { except: null })),
  },
  {
    path: paths.admin.staffSession(':id', ':session'),
    audience,
    post: act('sessions', (system, who, request) =>
      endSessions(system, who, { id: parameter(request, 'session') }),
    ),
  },
];
