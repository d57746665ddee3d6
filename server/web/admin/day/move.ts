import type { Request, RequestHandler, Response } from 'express';
import { moveByStaff } from '../../../actions/booking/staff-changes.ts';
import { staffSlots } from '../../../actions/booking/staff-slots.ts';
import type { System } from '../../../actions/system.ts';
import { formatting } from '../../formatting.ts';
import { paths, withQuery } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { asked, dateIn } from '../../request/asked.ts';
import { typed, typedInstant } from '../../request/typed.ts';
import { atBooking, type BookingPlace, daySection } from './day-place.ts';
import { refusalText, type TimeChoice, timesView } from './times-view.ts';

export interface MoveView {
  readonly reference: string;
  readonly now: string;
  readonly action: string;
  readonly back: string;
  readonly date: string;
  readonly times: readonly TimeChoice[];
  readonly reason: string;
  readonly overbook: boolean;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

const movePage: Page<MoveView> = {
  template: 'admin/day/move',
  layout: 'admin',
  surface: 'day',
  title: (_view, { t }) => t('common.titleEnd', { title: t('day.move.title') }),
};

interface Typed {
  readonly start: number | null;
  readonly reason: string;
  readonly overbook: boolean;
}

export function showMove(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const none = { start: null, reason: '', overbook: false };
    await render(system, place, request, response, none, []);
  });
}

async function render(
  system: System,
  place: BookingPlace,
  request: Request,
  response: Response,
  { start, reason, overbook }: Typed,
  errors: MoveView['errors'],
): Promise<void> {
  const { booking, site, page } = place;
  const date = dateIn(asked(request, 'date')) ?? dateIn(typed(request.body, 'date')) ?? booking.day;
  const offered = await staffSlots(system, site, booking.services, date);
  renderPage(response, movePage, {
    reference: booking.reference,
    now: formatting(page.locale, site.timeZone).dayTime(booking.start),
    action: paths.admin.act(daySection, booking.reference, 'move'),
    back: paths.admin.item(daySection, booking.reference),
    date,
    times: offered.ok ? timesView(offered.value.slots, site, start ?? booking.start, page) : [],
    reason,
    overbook,
    errors: offered.ok ? errors : [...errors, { field: 'start', message: refusalText(offered, page) }],
  });
}

export function move(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const { booking, page, staff } = place;
    const { body } = request;
    const wanted: Typed = {
      start: typedInstant(body, 'start'),
      reason: typed(body, 'reason').trim().slice(0, 200),
      overbook: typed(body, 'overbook') === '1',
    };
    if (wanted.start === null) {
      response.status(422);
      await render(system, place, request, response, wanted, [
        { field: 'start', message: page.t('day.time.choose') },
      ]);
      return;
    }
    const moved = await moveByStaff(system, booking, { ...wanted, start: wanted.start }, staff);
    if (moved.ok) {
      response.redirect(303, withQuery(paths.admin.item(daySection, booking.reference), { done: 'move' }));
      return;
    }
    const field = moved.code === 'reason_required' ? 'reason' : 'start';
    response.status(field === 'reason' ? 422 : 409);
    await render(system, place, request, response, wanted, [{ field, message: refusalText(moved, page) }]);
  });
}
