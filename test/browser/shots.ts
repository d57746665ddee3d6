import type { Page } from 'playwright-core';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { paths } from '../../server/web/paths.ts';
import type { HallSystem } from '../support/hall-system.ts';

/** One page to be photographed. */
export interface Shot {
  readonly name: string;
  path(hall: HallSystem): string | Promise<string>;
  readonly sizes: readonly ('phone' | 'desk' | 'console' | 'hall' | 'kiosk')[];
  readonly locales?: readonly Locale[];
  readonly staff?: boolean;
  /** files of it that the README shows */
  readonly readme?: readonly string[];
  /** the page from top to bottom */
  readonly whole?: boolean;
  prepare?(page: Page, hall: HallSystem): Promise<void>;
}

const both = ['phone', 'desk'] as const;
const tomorrowsBooking = async (hall: HallSystem): Promise<string> => {
  const row = (await hall.system.database
    .reader('booking')
    .where({ state: 'confirmed' })
    .orderBy('starts_at', 'desc')
    .first('id', 'reference')) as { id: string; reference: string };
  return paths.booking.show(row.reference, hall.system.secrets.tokenFor('booking', row.id));
};
const waitingTicket = async (hall: HallSystem): Promise<string> => {
  const row = (await hall.system.database
    .reader('ticket')
    .where({ state: 'waiting' })
    .orderBy('due', 'desc')
    .first('id')) as { id: string };
  return paths.ticket.show(hall.system.secrets.tokenFor('ticket', row.id));
};

const busyCounter = async (hall: HallSystem): Promise<string> => {
  const row = (await hall.system.database
    .reader('ticket')
    .whereIn('state', ['called', 'serving'])
    .orderBy([{ column: 'kind' }, { column: 'number' }])
    .first('counter')) as { counter: string };
  return paths.counter.console(row.counter);
};
const pairHere = async (page: Page): Promise<void> => {
  await page.locator('main form button').click();
  await page.locator('a.tile--main').waitFor();
};

/** A machine that has been let in, on one of its pages. */
const kioskOn =
  (path: string) =>
  async (page: Page): Promise<void> => {
    await pairHere(page);
    await page.goto(new URL(path, page.url()).href);
  };
const takeNumber = async (page: Page): Promise<void> => {
  await kioskOn(`${paths.kiosk.priority('BJ-TSY')}?service=RENEW`)(page);
  await page.locator('.tile--main').click();
  await page.locator('.kiosk__ticket').waitFor();
};
/** Somebody's ticket in the first of these states that there is one in: not always is one on the way to a counter. */
const ticketIn =
  (...states: readonly string[]) =>
  async (hall: HallSystem): Promise<string> => {
    const tickets = hall.system.database.reader('ticket').whereIn('state', states);
    const row = (await tickets.orderBy('state').first('id')) as { id: string };
    return paths.ticket.show(hall.system.secrets.tokenFor('ticket', row.id));
  };

export const shots: readonly Shot[] = [
  {
    name: 'home',
    path: () => paths.home(),
    sizes: both,
    whole: true,
    readme: ['home.zh.phone.png', 'home.zh.desk.png'],
  },
  { name: 'services', path: () => paths.services(), sizes: both, whole: true },
  {
    name: 'service',
    path: () => paths.service('RENEW'),
    sizes: both,
    whole: true,
    readme: ['service.zh.phone.png'],
  },
  { name: 'sites', path: () => paths.sites(), sizes: both, whole: true },
  { name: 'site', path: () => paths.site('BJ-TSY'), sizes: both, whole: true, readme: ['site.en.desk.png'] },
  { name: 'online', path: () => paths.online(), sizes: both, whole: true },
  {
    name: 'book',
    path: () => paths.book.services({ service: 'RENEW', site: 'BJ-TSY' }),
    sizes: both,
    whole: true,
  },
  {
    name: 'book-time',
    path: () => `${paths.book.time()}?service=RENEW&answer=RENEW_STATE.EXPIRED&site=BJ-TSY`,
    sizes: both,
    whole: true,
    readme: ['book-time.zh.desk.png'],
  },
  { name: 'booking', path: tomorrowsBooking, sizes: both, whole: true, readme: ['booking.zh.phone.png'] },
  { name: 'ticket', path: waitingTicket, sizes: ['phone'], readme: ['ticket.zh.phone.png'] },
  { name: 'display', path: () => paths.display('BJ-TSY'), sizes: ['hall'], readme: ['display.zh.hall.png'] },
  { name: 'display-table', path: () => `${paths.display('BJ-TSY')}?view=table`, sizes: ['hall', 'kiosk'] },
  { name: 'counter-screen', path: () => paths.counterScreen('BJ-TSY', 'BJ-TSY-3'), sizes: ['console'] },
  { name: 'floor', path: () => paths.floor('BJ-TSY'), sizes: both, staff: true, whole: true },
  { name: 'reception', path: () => paths.reception.desk('BJ-TSY'), sizes: both, staff: true, whole: true },
  {
    name: 'kiosk',
    path: () => paths.kiosk.home('BJ-TSY'),
    prepare: pairHere,
    sizes: ['kiosk'],
    staff: true,
    readme: ['kiosk.zh.kiosk.png'],
  },
  ...[
    { name: 'kiosk-check-in', prepare: kioskOn(paths.kiosk.checkIn('BJ-TSY')) },
    { name: 'kiosk-services', prepare: kioskOn(paths.kiosk.services('BJ-TSY')) },
    { name: 'kiosk-checklist', prepare: kioskOn(`${paths.kiosk.checklist('BJ-TSY')}?service=ADD_OPERATOR`) },
    { name: 'kiosk-slip', prepare: takeNumber },
  ].map((shot) => ({
    ...shot,
    path: () => paths.kiosk.home('BJ-TSY'),
    sizes: ['kiosk', 'desk'] as const,
    staff: true,
  })),
  { name: 'ticket-called', path: ticketIn('called', 'serving'), sizes: both },
  { name: 'ticket-over', path: ticketIn('done'), sizes: both, whole: true },
  { name: 'find', path: () => paths.booking.find(), sizes: both, whole: true },
  { name: 'certificate', path: () => paths.certificate.leave(), sizes: both, whole: true },
  { name: 'privacy', path: () => paths.privacy(), sizes: both, whole: true },
  { name: 'accessibility', path: () => paths.accessibility(), sizes: both, whole: true },
  { name: 'not-found', path: () => '/nothing-here', sizes: both },
  { name: 'counter-choose', path: () => paths.counter.choose(), sizes: ['console'], staff: true },
  { name: 'sign-in', path: () => paths.staff.signIn(), sizes: both },
  {
    name: 'counter',
    path: busyCounter,
    sizes: ['console'],
    staff: true,
    readme: ['counter.zh.console.png'],
  },
  { name: 'devices', path: () => paths.staff.devices(), sizes: both, staff: true, whole: true },
  {
    name: 'channel-webhook',
    path: () => paths.admin.channel('BJ-TSY', 'webhook'),
    sizes: both,
    staff: true,
    whole: true,
  },
  {
    name: 'channel-tencent',
    path: () => paths.admin.channel('BJ-TSY', 'tencent'),
    sizes: both,
    staff: true,
    whole: true,
  },
  {
    name: 'outbox',
    path: () => paths.admin.outbox(),
    sizes: both,
    staff: true,
    readme: ['outbox.zh.desk.png'],
  },
  { name: 'admin', path: () => paths.admin.home(), sizes: both, staff: true, whole: true },
  {
    name: 'day',
    path: () => `${paths.admin.home()}/day?site=BJ-TSY`,
    sizes: ['desk'],
    staff: true,
    whole: true,
  },
  {
    name: 'statistics',
    path: () => `${paths.admin.home()}/statistics?site=BJ-TSY`,
    sizes: ['desk'],
    staff: true,
    whole: true,
  },
  { name: 'agency', path: () => `${paths.admin.home()}/agency`, sizes: ['desk'], staff: true },
  { name: 'audit', path: () => `${paths.admin.home()}/audit`, sizes: ['desk'], staff: true },
];
