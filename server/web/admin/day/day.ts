import type { Request, RequestHandler, Response } from 'express';
import type { System } from '../../../actions/system.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked } from '../../request/asked.ts';
import { showList } from '../list/show-list.ts';
import { type DayTab, dayTabs } from './asked-day.ts';
import { bookingList } from './booking-list.ts';
import { dayFacts } from './day-facts.ts';
import { type DayView, dayView } from './day-view.ts';
import { ticketList } from './ticket-list.ts';

const dayPage: Page<DayView> = {
  template: 'admin/day/day',
  layout: 'admin',
  surface: 'day',
  scripts: ['live-page.js'],
  title: (view, { t }) => t('common.titleEnd', { title: t('day.titleAt', { site: view.siteName }) }),
};

/** The picture and the lists of one site's day. */
export function showDay(system: System): RequestHandler {
  return async (request, response) => {
    const tab = tabIn(request);
    if (tab === 'timeline') return showTimeline(system, request, response);
    // two lists of different lines are not of one type
    const shown =
      tab === 'bookings'
        ? await showList(bookingList, system, request, response)
        : await showList(ticketList, system, request, response);
    if (shown !== null)
      renderPage(
        response,
        dayPage,
        dayView(shown.context, { tab, deleted: asked(request, 'done') === 'delete' }, shown.list),
      );
  };
}

async function showTimeline(system: System, request: Request, response: Response): Promise<void> {
  const facts = await dayFacts({ system, request });
  if (typeof facts !== 'number')
    return renderPage(response, dayPage, dayView(facts, { tab: 'timeline', deleted: false }, null));
  renderErrorPage(response, facts, facts === 403 ? 'not_permitted' : undefined);
}

/** Whoever looks for something without a word of where is looking for a booking. */
function tabIn(request: Request): DayTab {
  const tab = dayTabs.find((one) => one === asked(request, 'view')) ?? 'timeline';
  return tab === 'timeline' && asked(request, 'q') !== '' ? 'bookings' : tab;
}
