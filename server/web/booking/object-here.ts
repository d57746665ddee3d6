import type { RequestHandler } from 'express';
import { raiseObjection } from '../../actions/booking/objections.ts';
import type { System } from '../../actions/system.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths } from '../paths.ts';
import { holderOf } from '../request/actor-of.ts';
import { typed } from '../request/typed.ts';
import { holderPage } from './holder-page.ts';
import { renderBooking } from './show-booking.ts';

/** Takes what the holder says against a missed visit, or the release of their place; said twice it is said once. */
export function objectHere(system: System): RequestHandler<{ reference: string }> {
  return holderPage(system, async (held, request, response) => {
    const { booking, site, page } = held;
    const words = typed(request.body, 'words');
    const done = await raiseObjection(system, site, booking, words, holderOf(request));
    if (done.ok || done.code === 'already_objected')
      return response.redirect(303, `${paths.booking.show(booking.reference)}#objection`);
    if (done.code !== 'invalid_input') return renderErrorPage(response, 409, done.code);
    response.status(422);
    const error = page.t(booking.state === 'missed' ? 'manage.objection.wrong' : 'manage.appeal.wrong');
    await renderBooking(system, held, response, {}, { words, error });
  });
}
