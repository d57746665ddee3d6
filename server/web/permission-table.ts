import type { Permission } from '../domain/staff/permissions.ts';
import { allCalls } from './api/all-calls.ts';
import { routeOf } from './api/api-routes.ts';
import type { Access } from './api/caller.ts';
import { paths } from './paths.ts';

/**
 * Who may use a route.
 * everybody: it is public, or guards itself by what is typed into it.
 * holder: whoever has the secret of the booking or ticket, and no member of staff for being one.
 * machine: a device that was paired for the site.
 * own: whoever is signed in, about their own account.
 * Otherwise staff with one of the permissions; `site`: only at their own sites.
 */
export type Audience =
  | 'everybody'
  | 'holder'
  | 'machine'
  | 'own'
  | { readonly permissions: readonly Permission[]; readonly site: boolean };

const staff = (...permissions: Permission[]): Audience => ({ permissions, site: false });
const staffOfSite = (...permissions: Permission[]): Audience => ({ permissions, site: true });

/** Every page and form, as the router writes it. A route that is not here fails the tests. */
export const pageAudiences: Readonly<Record<string, Audience>> = {
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
  'GET /staff/devices': staff('hall.manage'),
  'POST /staff/devices': staff('hall.manage'),
  'POST /staff/devices/:id/revoke': staffOfSite('hall.manage'),

  'GET /counter': staff('counter.work'),
  'GET /counter/:code': staffOfSite('counter.work'),
  'POST /counter/:code/:verb': staffOfSite('counter.work'),
  // leads to the console, which has its own guard
  'GET /counter/:code/:verb': staff('counter.work'),

  'GET /admin/staff': staff('staff.manage', 'audit.read'),
  'GET /admin/staff/new': staff('staff.manage'),
  'POST /admin/staff': staff('staff.manage'),
  // besides the site, a manager manages counter staff only (manage-rules.ts)
  'GET /admin/staff/:id': staffOfSite('staff.manage'),
  'POST /admin/staff/:id': staffOfSite('staff.manage'),
  'POST /admin/staff/:id/password': staffOfSite('staff.manage'),
  'POST /admin/staff/:id/unlock': staffOfSite('staff.manage'),
  'POST /admin/staff/:id/second-factor': staffOfSite('staff.manage'),
  'POST /admin/staff/:id/sessions': staffOfSite('staff.manage'),
  'POST /admin/staff/:id/sessions/:session/end': staffOfSite('staff.manage'),
  'GET /admin/audit': staff('audit.read'),
  'GET /admin/audit/export.csv': staff('audit.read'),
  'GET /admin/audit/:id': staff('audit.read'),
  'POST /admin/privacy/bookings/:reference/unmask': staffOfSite('booking.read'),
  'GET /admin/outbox': staff('outbox.read'),
  'GET /admin/outbox/:id': staffOfSite('outbox.read'),
  'GET /admin/outbox/:id/html': staffOfSite('outbox.read'),
  'GET /admin/outbox/:id/files/:position': staffOfSite('outbox.read'),
  'POST /admin/outbox/:id/send-again': staffOfSite('outbox.send'),
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
