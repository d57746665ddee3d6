import type { RequestHandler } from 'express';
import { correctMissed } from '../../../actions/booking/correct-missed.ts';
import { declineObjection, grantObjection } from '../../../actions/booking/objections.ts';
import type { System } from '../../../actions/system.ts';
import { missedCorrections } from '../../../domain/booking/decide-correct.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths, withQuery } from '../../paths.ts';
import { typed } from '../../request/typed.ts';
import { renderBooking } from './booking.ts';
import { atBooking, daySection } from './day-place.ts';

/** What an objection can be answered by, besides saying what a missed visit was. */
const answers = { declined: declineObjection, granted: grantObjection } as const;
const saidOf = { declined: 'decline', granted: 'grant' } as const;

/** Says what a missed visit was, that it stays one, or who is right about a release. */
export function correctVisit(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const { booking, site, staff, page } = place;
    const reason = typed(request.body, 'reason');
    const to = typed(request.body, 'to');
    const answer = to === 'declined' || to === 'granted' ? to : null;
    const truth = missedCorrections.find((one) => one === to);
    if (answer === null && truth === undefined) return renderErrorPage(response, 422, 'invalid_input');
    const outcome =
      truth === undefined
        ? await answers[answer ?? 'declined'](system, site, booking, reason, staff)
        : await correctMissed(system, booking, { to: truth, reason }, staff);
    if (outcome.ok) {
      const own = paths.admin.item(daySection, booking.reference);
      const released = booking.state === 'missed' ? '' : '-release';
      const done = answer === null ? 'correct' : `${saidOf[answer]}${released}`;
      return response.redirect(303, withQuery(own, { done }));
    }
    response.status(outcome.code === 'reason_required' ? 422 : 409);
    const error = page.t(`refusal.${outcome.code}`);
    await renderBooking(system, place, request, response, { form: 'correct', text: reason, error });
  });
}
