import type { RequestHandler } from 'express';
import { confirmAgain } from '../../../actions/booking/confirm-again.ts';
import { deletePersonalData, requestProofs } from '../../../actions/booking/delete-personal-data.ts';
import { exportPersonalData } from '../../../actions/booking/export-personal-data.ts';
import type { System } from '../../../actions/system.ts';
import { paths, withQuery } from '../../paths.ts';
import { handOut } from '../../request/hand-out.ts';
import { typed } from '../../request/typed.ts';
import { renderBooking } from './booking.ts';
import { atBooking, dayPath, daySection } from './day-place.ts';

/** The confirmation once more, in the language that was chosen. */
export function sendConfirmation(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const { booking, site, staff, page } = place;
    const locale = typed(request.body, 'locale') === 'en' ? 'en' : 'zh-CN';
    const outcome = await confirmAgain(system, site, booking, locale, staff);
    if (outcome.ok) {
      const own = paths.admin.item(daySection, booking.reference);
      // nobody is told who has no address and no channel
      const done = outcome.value.messages > 0 ? 'confirm' : 'confirm-none';
      return response.redirect(303, withQuery(own, { done }));
    }
    const error = page.t(`refusal.${outcome.code}`);
    await renderBooking(system, place, request, response.status(409), { form: 'confirm', text: '', error });
  });
}

/** Hands out or deletes what is stored of a person who asks for it; how they were known goes into the audit. */
export function answerRequest(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const { booking, staff, page } = place;
    const given = typed(request.body, 'proof');
    const proof = requestProofs.find((one) => one === given);
    if (proof === undefined) {
      const error = page.t('day.data.proofMissing');
      return renderBooking(system, place, request, response.status(422), { form: 'data', text: '', error });
    }
    if (typed(request.body, 'do') !== 'delete')
      return handOut(
        response,
        `${booking.reference}.json`,
        await exportPersonalData(system, booking, staff, proof),
      );
    const done = await deletePersonalData(system, booking, staff, proof);
    const day = { site: booking.site, date: booking.day, view: 'bookings', done: 'delete' };
    // whoever is forgotten has no page any more
    const next =
      done === 'deleted'
        ? withQuery(dayPath, day)
        : withQuery(paths.admin.item(daySection, booking.reference), { done: 'delete-later' });
    response.redirect(303, next);
  });
}
