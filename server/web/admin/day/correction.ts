import type { RequestHandler } from 'express';
import { correctMissed } from '../../../actions/booking/correct-missed.ts';
import { declineObjection } from '../../../actions/booking/object-to-missed.ts';
import type { System } from '../../../actions/system.ts';
import { missedCorrections } from '../../../domain/booking/decide-correct.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths, withQuery } from '../../paths.ts';
import { typed } from '../../request/typed.ts';
import { renderBooking } from './booking.ts';
import { atBooking, daySection } from './day-place.ts';

/** Says what a missed visit was, or that it stays one. */
export function correctVisit(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const { booking, site, staff, page } = place;
    const reason = typed(request.body, 'reason');
    const to = typed(request.body, 'to');
    const declines = to === 'declined';
    const truth = missedCorrections.find((one) => one === to);
    if (!declines && truth === undefined) return renderErrorPage(response, 422, 'invalid_input');
    const outcome =
      truth === undefined
        ? await declineObjection(system, site, booking, reason, staff)
        : await correctMissed(system, booking, { to: truth, reason }, staff);
    if (outcome.ok) {
      const own = paths.admin.item(daySection, booking.reference);
      return response.redirect(303, withQuery(own, { done: declines ? 'decline' : 'correct' }));
    }
    response.status(outcome.code === 'reason_required' ? 422 : 409);
    const error = page.t(`refusal.${outcome.code}`);
    await renderBooking(system, place, request, response, { form: 'correct', text: reason, error });
  });
}
