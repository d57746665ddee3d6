import { type RequestHandler, Router } from 'express';
import type { System } from '../actions/system.ts';
import { calendarFile } from '../messages/calendar-file.ts';
import type { Messaging } from '../messages/messaging.ts';
import { shownBoard } from '../realtime/current-board.ts';
import { adminFrame, menuOf } from './admin/menu.ts';
import type { Assets } from './assets.ts';
import { nextFreeOf } from './booking/next-free.ts';
import { routesOf } from './declared-page.ts';
import { brokenPage, notFoundPage } from './error-page.ts';
import { pagesWithForms, pagesWithoutForms } from './every-page.ts';
import { keepLostForm, keepLostForms } from './form/lost-form.ts';
import { backToTheKiosk, kioskErrors } from './kiosk/kiosk-pages.ts';
import { requirePairing } from './kiosk/pairing.ts';
import { recogniseDevice } from './middleware/device.ts';
import { guardForms, readForms } from './middleware/forms.ts';
import { inTurn } from './middleware/in-turn.ts';
import { refuseNul } from './middleware/refuse-nul.ts';
import { openPageContext } from './page-context.ts';
import type { PageSystem } from './page-system.ts';
import { paths } from './paths.ts';
import { requestFacts } from './request/request-facts.ts';
import { tellHelpCalls } from './staff/help-calls.ts';
import type { ScreensOf } from './staff/silent-machines.ts';

export interface PageParts {
  readonly assets: Assets;
  readonly sessions: readonly RequestHandler[];
  readonly messaging: Messaging;
  /** displays and kiosks that have been heard of */
  readonly screens: ScreensOf;
}

/** Every page, from the outside in: context → pages without forms → forms are read → sessions of staff → forms are guarded → error pages. */
export function pages(system: System, { assets, sessions, messaging, screens }: PageParts): Router {
  const { channels, seal, openids, wechatLogin, preview, mailbox, wordingContext } = messaging;
  const its: PageSystem = {
    ...system,
    ...{ channels, seal, openids, wechatLogin, preview, mailbox, screens },
    board: (site) => shownBoard(system, site.code),
    nextFree: nextFreeOf(system),
    calendarFile: (booking, now) => calendarFile(booking, wordingContext, now),
  };
  const machine = requirePairing(system) as RequestHandler;
  const router = Router();
  router.use(paths.assets(), assets.serve);
  router.use(openPageContext({ clock: system.clock, assets, config: system.config }));
  router.use(refuseNul);
  router.use(routesOf(pagesWithoutForms, its));
  // a morning: everybody signs in at once
  router.use(paths.staff.signIn(), inTurn());
  router.use(...readForms(system.config));
  router.use(['/staff', '/counter', '/floor', '/reception', '/admin', '/kiosk'], ...sessions);
  router.use(...guardForms(system.config, (request) => keepLostForm(system, request)));
  router.use(['/staff', '/counter', '/admin'], keepLostForms(system));
  router.use(['/staff', '/counter', '/floor', '/reception', '/admin'], tellHelpCalls(system));
  router.use([paths.admin.home(), paths.staff.devices()], adminFrame(menuOf(pagesWithForms)));
  router.use('/kiosk', recogniseDevice(system));
  router.use(routesOf(pagesWithForms, its, machine));
  router.use('/kiosk/:site', machine, backToTheKiosk as RequestHandler);
  router.use(kioskErrors(system));
  router.use(notFoundPage);
  router.use(
    brokenPage(
      (error, request) => system.log.error({ err: error, ...requestFacts(request) }, 'a page failed'),
      ({ reason }, request) =>
        system.log.warn({ reason, ...requestFacts(request) }, 'a page was not possible'),
    ),
  );
  return router;
}
