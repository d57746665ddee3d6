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

export const shots: readonly Shot[] = [
  { name: 'home', path: () => paths.home(), sizes: both, whole: true },
  { name: 'services', path: () => paths.services(), sizes: both, whole: true },
  { name: 'service', path: () => paths.service('RENEW'), sizes: both, whole: true },
  { name: 'sites', path: () => paths.sites(), sizes: both, whole: true },
  { name: 'site', path: () => paths.site('BJ-TSY'), sizes: both, whole: true },
  { name: 'online', path: () => paths.online(), sizes: both, whole: true },
  {
    name: 'book',
    path: () => paths.book.services({ service: 'RENEW', site: 'BJ-TSY' }),
    sizes: both,
    whole: true,
  },
  { name: 'booking', path: tomorrowsBooking, sizes: both, whole: true },
  { name: 'ticket', path: waitingTicket, sizes: ['phone'] },
  { name: 'display', path: () => paths.display('BJ-TSY'), sizes: ['hall'] },
  { name: 'kiosk', path: () => paths.kiosk.home('BJ-TSY'), sizes: ['kiosk'], staff: true },
  { name: 'sign-in', path: () => paths.staff.signIn(), sizes: both },
  { name: 'counter', path: () => paths.counter.console('BJ-TSY-2'), sizes: ['console'], staff: true },
  { name: 'outbox', path: () => paths.admin.outbox(), sizes: ['desk'], staff: true },
];
