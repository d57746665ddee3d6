import { type Request, type RequestHandler, type Response, Router } from 'express';
import {
  endSessions,
  type OfStaff,
  resetPassword,
  resetSecondFactor,
  unlockStaff,
} from '../../../actions/staff/reset-staff.ts';
import type { System } from '../../../actions/system.ts';
import type { Outcome, Refusal } from '../../../domain/outcome.ts';
import { staffById } from '../../../store/staff/staff-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff, requireStaff } from '../../middleware/staff-session.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { addressOf } from '../../staff/own-path.ts';
import { generatedPage } from './generated-password.ts';

/** What a higher role does with somebody's account besides editing it. */
export function staffActs(system: System): Router {
  const router = Router();
  const manage = requireStaff('staff.manage');
  router.post('/admin/staff/:id/password', manage, reset(system));
  router.post(
    '/admin/staff/:id/unlock',
    manage,
    act('unlock', (of) => unlockStaff(system, of)),
  );
  router.post(
    '/admin/staff/:id/second-factor',
    manage,
    act('factor', (of) => resetSecondFactor(system, of)),
  );
  router.post(
    '/admin/staff/:id/sessions',
    manage,
    act('sessions', (of) => endSessions(system, of, { except: null })),
  );
  router.post(
    '/admin/staff/:id/sessions/:session/end',
    manage,
    act('sessions', (of, request) => endSessions(system, of, { id: String(request.params['session']) })),
  );
  return router;
}

function reset(system: System): RequestHandler {
  return async (request, response) => {
    const of = ofStaff(request);
    const done = await resetPassword(system, of);
    if (!done.ok) return refused(response, done);
    const found = await staffById(system.database.reader, of.id);
    const { name = '', username = '' } = found?.member ?? {};
    renderPage(response, generatedPage, { name, username, password: done.value.password });
  };
}

function act(
  doneAs: string,
  run: (of: OfStaff, request: Request) => Promise<Outcome<unknown>>,
): RequestHandler {
  return async (request, response) => {
    const of = ofStaff(request);
    const done = await run(of, request);
    if (done.ok) response.redirect(303, withQuery(paths.admin.item('staff', of.id), { done: doneAs }));
    else refused(response, done);
  };
}

function refused(response: Response, { code }: Refusal): void {
  renderErrorPage(response, code === 'not_permitted' ? 403 : 404, code);
}

function ofStaff(request: Request): OfStaff {
  return { actor: currentStaff(request), id: String(request.params['id']), address: addressOf(request) };
}
