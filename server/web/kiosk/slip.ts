import type { Request, RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { minute } from '../../domain/calendar/durations.ts';
import { openingOn } from '../../domain/calendar/opening-hours.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import { waitToTell } from '../../domain/queue/forecast/until-closing.ts';
import type { WaitRange } from '../../domain/queue/forecast/wait-range.ts';
import { aheadOf } from '../../domain/queue/hall/call-policy.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import { bookedVisitor } from '../../store/booking/visitor-query.ts';
import { formatting } from '../formatting.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { checklistView } from '../public/checklist-view.ts';
import { renderPage } from '../render-page.ts';
import type { SafeHtml } from '../safe-html.ts';
import { waitText } from './home.ts';
import { type Framed, type KioskFrame, kioskFrame, kioskPage } from './kiosk-frame.ts';
import { qrCode } from './qr-code.ts';

export interface SlipView extends Framed {
  readonly number: string;
  readonly queue: string;
  readonly services: readonly string[];
  readonly booked: string | null;
  /** what whoever has booked should have at hand; `ready`: ticked off when it was prepared */
  readonly bring: readonly { readonly name: string; readonly ready: boolean }[];
  readonly priority: boolean;
  readonly ahead: string;
  readonly wait: string;
  /** how its visitor will be called */
  readonly watch: string;
  readonly liveText: string;
  readonly time: string;
  readonly qr: SafeHtml;
}

const page = kioskPage<SlipView>('kiosk/slip', (view, { t }) =>
  t('kiosk.slip.title', { number: view.number }),
);

/** Whoever goes back to the page of the visitor before finds the first page. Milliseconds. */
const shownFor = 3 * minute;

/** By the ticket's name, for a paired machine: the secret stands in its code alone, and in no address that the machine remembers. */
export function slip(system: System): RequestHandler<{ site: string; ticket: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    const { site, hall, now } = its;
    const ticket = hall.tickets.get(request.params.ticket);
    if (ticket === undefined || now - ticket.issuedAt > shownFor)
      return response.redirect(303, paths.kiosk.home(site.code));
    renderPage(
      response,
      page,
      await slipView(system, its, ticket, response.req, kioskFrame(response.req, site, 'last')),
    );
  };
}

/** The slip of a ticket of today, in the language of whoever asks. */
export async function slipView(
  system: System,
  its: HallNow,
  ticket: Ticket,
  request: Request,
  frame: KioskFrame,
): Promise<SlipView> {
  const { site, hall, catalogue } = its;
  const token = system.secrets.tokenFor('ticket', ticket.id);
  const context = pageContext(request);
  const { t, locale } = context;
  const when = formatting(locale, site.timeZone);
  const silent = site.hall.calling === 'silent';
  return {
    frame,
    number: ticket.number,
    queue: site.queues.find(({ id }) => id === ticket.queue)?.name[locale] ?? '',
    services: ticket.services.map(({ code, quantity }) => {
      const name = catalogue.services.get(code)?.name[locale] ?? code;
      return quantity > 1 ? t('kiosk.slip.several', { name, count: quantity }) : name;
    }),
    booked: ticket.bookedStart === null ? null : when.time(ticket.bookedStart),
    bring: ticket.booking === null ? [] : await bringList(system, its, ticket.booking, context),
    priority: ticket.priority,
    ahead: t('kiosk.slip.ahead', { count: aheadOf(hall, ticket, its) }),
    wait: waitText(waitOf(its, ticket), site.timeZone, context),
    watch: t(silent ? 'kiosk.slip.silentWatch' : 'kiosk.slip.watch'),
    liveText: t(silent ? 'kiosk.slip.silentText' : 'kiosk.slip.liveText'),
    time: when.dayTime(ticket.issuedAt),
    qr: await qrCode(system.baseUrl() + paths.ticket.show(token)),
  };
}

/** As it is expected now; of one that is called already, as it was expected before. */
function waitOf({ waits, site, catalogue, hall, now }: HallNow, { id, toldWait }: Ticket): WaitRange | null {
  const expected = waits.tickets.get(id);
  if (expected !== undefined || toldWait === null) return expected ?? null;
  return waitToTell(toldWait, openingOn(site, catalogue.calendar, hall.day).sessions.at(-1)?.closes, now);
}

/** The materials of a booked visit, by the answers of its enterprise. */
async function bringList(
  system: System,
  { catalogue, site }: HallNow,
  booking: string,
  context: PageContext,
): Promise<SlipView['bring']> {
  const visitor = await bookedVisitor(system.database.reader, booking);
  if (visitor === null) return [];
  const { services, answers, ticks } = visitor.booking;
  return checklistView(checklistFor(catalogue, site.code, services, answers), context)
    .groups.flatMap(({ items }) => items)
    .map(({ key, name, quantity }) => ({
      name: quantity > 1 ? context.t('kiosk.slip.several', { name, count: quantity }) : name,
      ready: ticks.includes(key),
    }));
}
