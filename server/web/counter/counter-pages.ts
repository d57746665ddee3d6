import { Router } from 'express';
import type { System } from '../../actions/system.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff, requireStaff } from '../middleware/staff-session.ts';
import { paths } from '../paths.ts';
import { chooseCounter } from './choose-counter.ts';
import { command } from './command.ts';
import { showConsole, siteOfCounter } from './console.ts';

/** Where staff call and serve. */
export function counterPages(system: System): Router {
  const router = Router();
  router.use('/counter', requireStaff('counter.work'));
  router.get('/counter', chooseCounter(system));
  router.get('/counter/:code', async (request, response, next) => {
    const { code } = request.params;
    const staff = currentStaff(request);
    const site = await siteOfCounter(system, code);
    if (site === null) return next();
    if (!mayWorkAt(staff, site)) return renderErrorPage(response, 403, 'not_permitted');
    if (!(await showConsole(system, staff, code, response, null))) next();
  });
  router.post('/counter/:code/:verb', command(system));
  // the address of a button, opened: after signing in anew the browser comes back here
  router.get('/counter/:code/:verb', (request, response) => {
    response.redirect(303, paths.counter.console(request.params.code));
  });
  return router;
}
