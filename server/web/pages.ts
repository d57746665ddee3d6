import { type RequestHandler, Router } from 'express';
import type { System } from '../actions/system.ts';
import { calendarFile } from '../messages/calendar-file.ts';
import type { Messaging } from '../messages/messaging.ts';
import { currentBoard } from '../realtime/current-board.ts';
import { agencyReviewPages } from './admin/agency/review.ts';
import { auditPages } from './admin/audit/audit.ts';
import { channelPages } from './admin/channels/channel-pages.ts';
import { dayPages } from './admin/day/day-pages.ts';
import { keysPages } from './admin/keys/keys-pages.ts';
import { adminFrame } from './admin/menu.ts';
import { messagePages } from './admin/messages/message-pages.ts';
import { outboxPages } from './admin/outbox.ts';
import { privacyPages } from './admin/privacy/unmask.ts';
import { settingsPages } from './admin/settings-pages.ts';
import { staffAdminPages } from './admin/staff/staff-admin.ts';
import { statisticsPages } from './admin/statistics/statistics-pages.ts';
import { agencyPages } from './agency/agency-pages.ts';
import type { Assets } from './assets.ts';
import { bookingPages } from './booking/booking-pages.ts';
import { stopRemindersPages } from './booking/stop-reminders.ts';
import { counterPages } from './counter/counter-pages.ts';
import { displayPages } from './display/display-pages.ts';
import { brokenPage, notFoundPage } from './error-page.ts';
import { kioskErrors, kioskPages } from './kiosk/kiosk-pages.ts';
import { forms } from './middleware/forms.ts';
import { refuseNul } from './middleware/refuse-nul.ts';
import { openPageContext } from './page-context.ts';
import { paths } from './paths.ts';
import { publicPages } from './public/public-pages.ts';
import { requestFacts } from './request-facts.ts';
import { devicePages } from './staff/devices.ts';
import { helpCallPages, tellHelpCalls } from './staff/help-calls.ts';
import { staffPages } from './staff/sign-in.ts';
import type { ScreensOf } from './staff/silent-machines.ts';
import { ticketPages } from './ticket/ticket-pages.ts';

export interface PageParts {
  readonly assets: Assets;
  readonly sessions: readonly RequestHandler[];
  readonly messaging: Messaging;
  /** displays and kiosks that have been heard of */
  readonly screens: ScreensOf;
}

/** Every page, from the outside in: context → pages without forms → forms → sessions of staff → error pages. */
export function pages(system: System, { assets, sessions, messaging, screens }: PageParts): Router {
  const router = Router();
  router.use(paths.assets(), assets.serve);
  router.use(openPageContext({ clock: system.clock, assets }));
  router.use(refuseNul);
  router.use(publicPages({ ...system, board: (site) => currentBoard(system, site.code) }));
  router.use(displayPages(system));
  router.use(stopRemindersPages(system));
  router.use(...forms(system.config));
  router.use(['/staff', '/counter', '/admin', '/kiosk'], ...sessions);
  router.use(['/staff', '/counter', '/admin'], tellHelpCalls(system));
  router.use([paths.admin.home(), paths.staff.devices()], adminFrame);
  router.use(
    bookingPages(system, {
      calendarFile: (booking, now) => calendarFile(booking, messaging.wordingContext, now),
    }),
  );
  router.use(agencyPages(system));
  router.use(ticketPages(system));
  router.use(kioskPages(system));
  router.use(counterPages(system));
  router.use(devicePages(system, screens));
  router.use(helpCallPages(system));
  router.use(keysPages(system));
  router.use(staffPages(system));
  router.use(settingsPages(system, screens));
  router.use(channelPages({ ...system, channels: messaging.channels, seal: messaging.seal }));
  router.use(messagePages({ ...system, preview: messaging.preview }));
  router.use(staffAdminPages(system));
  router.use(auditPages(system));
  router.use(privacyPages(system));
  router.use(dayPages(system));
  router.use(agencyReviewPages(system));
  router.use(statisticsPages(system));
  router.use(paths.admin.outbox(), outboxPages({ ...system, mailbox: messaging.mailbox }));
  router.use(kioskErrors);
  router.use(notFoundPage);
  router.use(
    brokenPage((error, request) =>
      system.log.error({ err: error, ...requestFacts(request) }, 'a page failed'),
    ),
  );
  return router;
}
