import { counterNamespace, hallNamespace } from '../realtime/events.ts';
import { adminAudiences } from './admin/admin-audiences.ts';
import { allCalls } from './api/all-calls.ts';
import { routeOf } from './api/api-routes.ts';
import type { Access } from './api/caller.ts';
import { type Audiences, staff, staffOfSite } from './audience.ts';
import { paths } from './paths.ts';

/** Every page and form, as the router writes it. A route that is not here fails the tests. */
export const pageAudiences: Audiences = {
  'GET /': 'everybody',
  'GET /services': 'everybody',
  'GET /services/:service': 'everybody',
  'GET /sites': 'everybody',
  'GET /sites/:site': 'everybody',
  'GET /sites/:site/board': 'everybody',
  'GET /online': 'everybody',
  'GET /privacy': 'everybody',
  'GET /healthz': 'everybody',
  'GET /readyz': 'everybody',
  // from this machine; others need a key
  'GET /metrics': 'everybody',
  'GET /display/:site': 'everybody',
  // shows a code, and lets nobody in by itself
  'GET /display/:site/pairing': 'everybody',
  'GET /display/:site/recordings/:file': 'everybody',
  'GET /display/worker.js': 'everybody',

  'GET /book': 'everybody',
  'POST /book': 'everybody',
  'GET /book/checklist': 'everybody',
  'POST /book/checklist': 'everybody',
  'GET /book/site': 'everybody',
  'GET /book/time': 'everybody',
  'POST /book/time': 'everybody',
  'GET /book/details': 'everybody',
  'POST /book/details': 'everybody',
  'GET /book/check': 'everybody',
  'POST /book/check': 'everybody',
  'GET /book/done': 'everybody',
  'GET /bookings': 'everybody',
  'POST /bookings': 'everybody',
  'GET /bookings/:reference': 'holder',
  'GET /bookings/:reference/calendar.ics': 'holder',
  'GET /bookings/:reference/cancellation': 'holder',
  'POST /bookings/:reference/cancellation': 'holder',
  'GET /bookings/:reference/code.svg': 'holder',
  'GET /bookings/:reference/contact': 'holder',
  'POST /bookings/:reference/contact': 'holder',
  'GET /bookings/:reference/data.json': 'holder',
  'GET /bookings/:reference/deletion': 'holder',
  'POST /bookings/:reference/deletion': 'holder',
  'POST /bookings/:reference/handling': 'holder',
  'GET /bookings/:reference/materials': 'holder',
  'POST /bookings/:reference/materials': 'holder',
  'GET /bookings/:reference/documents/:item': 'holder',
  'POST /bookings/:reference/documents/:item': 'holder',
  'POST /bookings/:reference/documents/:item/removal': 'holder',
  'GET /bookings/:reference/move': 'holder',
  'POST /bookings/:reference/move': 'holder',
  'GET /bookings/:reference/print': 'holder',
  // a form that says nothing of the booking
  'GET /bookings/:reference/reminders': 'everybody',
  'POST /bookings/:reference/reminders': 'holder',
  'POST /bookings/:reference/ticks': 'holder',
  'GET /tickets/:token': 'holder',
  'GET /tickets/:token/code.svg': 'holder',
  'GET /tickets/:token/now': 'holder',
  'POST /tickets/:token/leave': 'holder',
  'POST /tickets/:token/notice': 'holder',
  'POST /tickets/:token/rating': 'holder',

  'GET /kiosk/:site': 'machine',
  'GET /kiosk/:site/check-in': 'machine',
  'POST /kiosk/:site/check-in': 'machine',
  'GET /kiosk/:site/checklist': 'machine',
  'GET /kiosk/:site/priority': 'machine',
  'GET /kiosk/:site/services': 'machine',
  'GET /kiosk/:site/state': 'machine',
  'POST /kiosk/:site/tickets': 'machine',
  'GET /kiosk/:site/tickets/:token': 'machine',
  // does nothing unless somebody with hall.manage is signed in at the machine
  'POST /kiosk/:site/pairing': 'everybody',

  'GET /staff/sign-in': 'everybody',
  'POST /staff/sign-in': 'everybody',
  'POST /staff/sign-out': 'everybody',
  // shown between the password and the session; others are sent to sign in
  'GET /staff/second-factor': staff(),
  'POST /staff/second-factor': staff(),
  'GET /staff/password': 'own',
  'POST /staff/password': 'own',
  'GET /staff/account': 'own',
  'GET /staff/account/second-factor': 'own',
  'POST /staff/account/second-factor': 'own',
  'POST /staff/account/second-factor/removal': 'own',
  'POST /staff/account/recovery-codes': 'own',
  'POST /staff/account/sessions/end-others': 'own',
  'POST /staff/account/sessions/:id/end': 'own',
  'GET /staff/devices': staff('hall.manage', 'audit.read'),
  'POST /staff/devices': staff('hall.manage'),
  'GET /staff/devices/:id': staffOfSite('hall.manage'),
  'POST /staff/devices/:id': staffOfSite('hall.manage'),
  'POST /staff/devices/:id/revoke': staffOfSite('hall.manage'),

  'GET /staff/help-calls': staff('hall.manage'),
  'GET /counter': staff('counter.work'),
  'GET /counter/:code': staffOfSite('counter.work'),
  'POST /counter/:code/:verb': staffOfSite('counter.work'),
  // leads to the console, which has its own guard
  'GET /counter/:code/:verb': staff('counter.work'),

  ...adminAudiences,
};

/** Every namespace of the sockets. What `staffOfSite` may hear, a staff key of the site may too; see `staffOrKey` in compose.ts. */
export const socketAudiences: Audiences = {
  [hallNamespace]: 'everybody',
  [counterNamespace]: staffOfSite('booking.read'),
};

/** Every call of the API, from what each says of itself. */
export const callAudiences: Readonly<Record<string, Access>> = {
  [`GET ${paths.api.openapi()}`]: 'all',
  ...Object.fromEntries(
    allCalls.map(({ method, path, access }) => [
      `${method.toUpperCase()} ${paths.api.root()}${routeOf(path)}`,
      access,
    ]),
  ),
};
