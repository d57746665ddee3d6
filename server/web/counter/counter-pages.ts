import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { paths } from '../paths.ts';
import { chooseCounter } from './choose-counter.ts';
import { command } from './command.ts';
import { showConsole, siteOfCounter } from './console.ts';

const { choose, console: consoleOf, command: commandOf } = paths.counter;

function show(system: System): RequestHandler<{ code: string }> {
  return async (request, response, next) => {
    const { code } = request.params;
    const clerk = currentStaff(response.req);
    const site = await siteOfCounter(system, code);
    if (site === null) return next();
    if (!mayWorkAt(clerk, site)) return renderErrorPage(response, 403, 'not_permitted');
    if (!(await showConsole(system, clerk, code, response, null))) next();
  };
}

const toTheConsole = (): RequestHandler<{ code: string }> => (request, response) => {
  response.redirect(303, consoleOf(request.params.code));
};

/** Where staff call and serve. */
export const counterPages: readonly DeclaredPage<System>[] = [
  { path: choose(), audience: staff('counter.work'), get: chooseCounter },
  { path: consoleOf(':code'), audience: staffOfSite('counter.work'), get: show },
  {
    path: commandOf(':code', ':verb'),
    // the address of a button, opened: after signing in anew the browser comes back here
    audience: staff('counter.work'),
    get: toTheConsole,
    answers: 'way',
    changes: staffOfSite('counter.work'),
    post: command,
  },
];
