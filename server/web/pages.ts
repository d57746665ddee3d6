import { type RequestHandler, Router } from 'express';
import type { System } from '../actions/system.ts';
import { currentBoard } from '../realtime/current-board.ts';
import type { Assets } from './assets.ts';
import { brokenPage, notFoundPage } from './error-page.ts';
import { forms } from './middleware/forms.ts';
import { refuseNul } from './middleware/refuse-nul.ts';
import { openPageContext } from './page-context.ts';
import { paths } from './paths.ts';
import { publicPages } from './public/public-pages.ts';
import { staffPages } from './staff/sign-in.ts';

/** Every page, from the outside in: context → public pages → forms → sessions of staff → error pages. */
export function pages(
  system: System,
  { assets, sessions }: { assets: Assets; sessions: readonly RequestHandler[] },
): Router {
  const router = Router();
  router.use(paths.assets(), assets.serve);
  router.use(openPageContext({ clock: system.clock, assets }));
  router.use(refuseNul);
  router.use(publicPages({ ...system, board: (site) => currentBoard(system, site.code) }));
  router.use(...forms(system.config));
  router.use(['/staff', '/counter', '/admin', '/kiosk'], ...sessions);
  router.use(staffPages(system));
  router.use(notFoundPage);
  router.use(brokenPage((error) => system.log.error({ error }, 'a page failed')));
  return router;
}
