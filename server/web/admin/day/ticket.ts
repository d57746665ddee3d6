import type { RequestHandler } from 'express';
import type { System } from '../../../actions/system.ts';
import { callReason } from '../../../domain/queue/hall/call-policy.ts';
import { deferralChoices } from '../../../domain/queue/hall/decide-deferral.ts';
import type { TicketState } from '../../../domain/queue/hall/ticket.ts';
import { isFinal } from '../../../domain/queue/hall/transitions.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { isWordKey } from '../../../locales/words.ts';
import { referenceOf } from '../../../store/booking/booking-query.ts';
import { reasonSentence } from '../../counter/reason-sentence.ts';
import { formatting } from '../../formatting.ts';
import { withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked } from '../../request/asked.ts';
import { dayPath } from './day-place.ts';
import { type TicketLine, ticketLine } from './ticket-lines.ts';
import { type AtTicket, atTicket, type TicketVerb, ticketVerbPath, ticketVerbs } from './ticket-place.ts';

export interface OneTicketView {
  readonly line: TicketLine;
  readonly back: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly note: string | null;
  readonly done: string | null;
  /** what they may do with it now */
  readonly acts: readonly { readonly href: string; readonly text: string; readonly about: string }[];
}

const ticketPage: Page<OneTicketView> = {
  template: 'admin/day/ticket',
  layout: 'admin',
  surface: 'day',
  title: (view, { t }) => t('common.titleEnd', { title: t('ticket.title', { number: view.line.number }) }),
};

export function showTicket(system: System): RequestHandler {
  return async (request, response) => {
    const place = await atTicket(system, request, response);
    if (place === null) return;
    const { page, ticket, its, catalogue } = place;
    const { t } = page;
    const { reader } = system.database;
    const reference = ticket.booking === null ? null : await referenceOf(reader, ticket.booking);
    const key = `day.put.done.${asked(request, 'done')}`;
    renderPage(response, ticketPage, {
      line: ticketLine(ticket, its, catalogue, page, reference ?? undefined),
      back: withQuery(dayPath, { site: place.site, date: place.day, view: 'tickets' }),
      facts: factsOf(place),
      note: ticket.note === null || ticket.note === '' ? null : ticket.note,
      done: isWordKey(key) ? t(key) : null,
      acts: ticketVerbs
        .filter((verb) => mayNow(verb, place))
        .map((verb) => ({
          href: ticketVerbPath(ticket.id, verb),
          text: t(`day.put.${verb}.action`),
          about: t(`day.put.${verb}.text`),
        })),
    });
  };
}

const elsewhere: ReadonlySet<TicketState> = new Set(['waiting', 'parked', 'missed']);

export function mayNow(verb: TicketVerb, { staff, ticket, hall, its, page }: AtTicket): boolean {
  const { state, booking } = ticket;
  if (verb === 'correction')
    return isPermitted(staff.role, 'hall.manage') && (isFinal(state) || state === 'missed');
  if (hall.state === 'closed') return false;
  if (!isPermitted(staff.role, 'booking.change') && !isPermitted(staff.role, 'counter.work')) return false;
  switch (verb) {
    case 'change':
      return state === 'waiting';
    case 'void':
      return elsewhere.has(state);
    case 'deferral':
      return deferralChoices(hall, ticket, { site: its, now: page.now }).length > 0;
    case 'booking':
      return booking === null && !isFinal(state);
  }
}

function factsOf({ ticket, its, page }: AtTicket): OneTicketView['facts'] {
  const { t, locale, now } = page;
  const when = formatting(locale, its.timeZone);
  const queue = its.queues.find(({ id }) => id === ticket.queue);
  const fact = (label: string, value: string) => ({ label, value });
  return [
    fact(t('day.queue'), queue === undefined ? ticket.queue : `${queue.code} ${queue.name[locale]}`),
    ...(ticket.state === 'waiting'
      ? [fact(t('day.put.order'), reasonSentence(callReason(ticket, { site: its, now }), when, t))]
      : []),
    ...(ticket.deferred === 0
      ? []
      : [fact(t('day.put.deferred'), t('day.put.times', { count: ticket.deferred }))]),
  ];
}
