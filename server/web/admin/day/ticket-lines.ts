import { minute } from '../../../domain/calendar/durations.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { Ticket, TicketState } from '../../../domain/queue/hall/ticket.ts';
import type { Translate } from '../../../locales/words.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { servicesText } from './booking-lines.ts';
import { daySection } from './day-place.ts';

/** One ticket in a list; it names nobody. */
export interface TicketLine {
  readonly number: string;
  readonly services: string;
  readonly kind: string;
  /** of its booking; null: none */
  readonly href: string | null;
  /** said of the priority lane; empty: it is not in it */
  readonly priority: string;
  readonly issued: string;
  readonly called: string;
  readonly ended: string;
  /** minutes from the issue to the last call */
  readonly waited: string;
  readonly counter: string;
  readonly state: string;
  readonly tag: string;
}

/** A ticket with what a list says of it. */
export interface ListedTicket {
  readonly ticket: Ticket;
  readonly line: TicketLine;
}

const tags: Readonly<Record<TicketState, string>> = {
  waiting: 'tag tag--seal',
  called: 'tag tag--now',
  serving: 'tag tag--now',
  parked: 'tag',
  missed: 'tag tag--stop',
  done: 'tag tag--done',
  left: 'tag tag--faint',
  void: 'tag tag--faint',
};

export function ticketLine(
  ticket: Ticket,
  site: Site,
  catalogue: Catalogue,
  { t, locale }: PageContext,
  reference?: string,
): TicketLine {
  const { time } = formatting(locale, site.timeZone);
  const { state, outcome, calledAt, endedAt, issuedAt, missedAt } = ticket;
  // what became void at the end of the day did not end then
  const over = state === 'void' ? missedAt : endedAt;
  return {
    number: ticket.number,
    services: servicesText(ticket.services, catalogue, locale),
    kind:
      ticket.bookedStart === null
        ? t('day.ticket.walkIn')
        : t('day.ticket.booked', { time: time(ticket.bookedStart) }),
    href: reference === undefined ? null : paths.admin.item(daySection, reference),
    priority: ticket.priority ? t('day.acts.priority') : '',
    issued: time(issuedAt),
    called: calledAt === null ? '' : time(calledAt),
    ended: over === null ? '' : time(over),
    waited: calledAt === null ? '' : String(Math.round((calledAt - issuedAt) / minute)),
    counter: site.counters.find(({ code }) => code === ticket.counter)?.label ?? '',
    state: stateText(ticket, t),
    tag: outcome === 'missing_materials' ? 'tag' : tags[stateShown(ticket)],
  };
}

/** What became of its visitor: that its day was tidied up says nothing of somebody who had been called and did not come. */
export function stateShown({ state, outcome, missedAt }: Ticket): TicketState {
  return state === 'void' && outcome === null && missedAt !== null ? 'missed' : state;
}

function stateText(ticket: Ticket, t: Translate): string {
  const { outcome } = ticket;
  const state = stateShown(ticket);
  if (outcome === 'not_reached' || outcome === 'not_recorded') return t(`day.ticket.${outcome}`);
  return state === 'done' && outcome !== null
    ? t(`counter.command.outcome.${outcome}`)
    : t(`day.ticket.${state}`);
}
