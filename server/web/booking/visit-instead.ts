import type { RequestHandler } from 'express';
import { bookInsteadOf, owesVisit } from '../../actions/booking/book-instead.ts';
import type { System } from '../../actions/system.ts';
import { visitInstead } from '../../store/queue/priority-visit-query.ts';
import { renderErrorPage } from '../error-page.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { type Held, holderPage } from './holder-page.ts';

/** What the office offers for a visit that it did not hold, or cancelled. */
export interface InsteadView {
  readonly post: string;
  /** null: not booked yet */
  readonly booked: { readonly href: string; readonly text: string } | null;
}

/** Null: the office owes nothing, or takes no visits any more. */
export async function insteadView(
  system: System,
  { booking, site, page }: Held,
): Promise<InsteadView | null> {
  if (!(await owesVisit(system.database.reader, booking))) return null;
  const { id, reference } = booking;
  const known = await visitInstead(system.database.reader, 'visit', id);
  if (known === null && !(site.active && site.bookable)) return null;
  return {
    post: paths.booking.instead(reference),
    booked:
      known === null
        ? null
        : {
            href: paths.booking.show(known.reference, system.secrets.tokenFor('booking', known.id)),
            text: page.t('manage.instead.booked', {
              when: formatting(page.locale, site.timeZone).dayTime(known.start),
            }),
          },
  };
}

/** One press, one booking: pressed again it leads to the same. */
export function bookAnother(system: System): RequestHandler<{ reference: string }> {
  return holderPage(system, async ({ booking, site, page }, _request, response) => {
    const known = await visitInstead(system.database.reader, 'visit', booking.id);
    if (known !== null)
      return response.redirect(
        303,
        paths.booking.show(known.reference, system.secrets.tokenFor('booking', known.id)),
      );
    const booked = await bookInsteadOf(system, site, booking, page.now);
    if (!booked.ok) return renderErrorPage(response, 409, booked.code);
    const { id, reference } = booked.value;
    response.redirect(303, paths.booking.show(reference ?? '', system.secrets.tokenFor('booking', id)));
  });
}
