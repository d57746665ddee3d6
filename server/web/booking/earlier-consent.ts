import type { RequestHandler } from 'express';
import { agreeToEarlier } from '../../actions/booking/agree-to-earlier.ts';
import type { System } from '../../actions/system.ts';
import { earlierConsents } from '../../store/booking/earlier-consent-query.ts';
import { paths } from '../paths.ts';
import { typed } from '../request/typed.ts';
import { type Held, holderPage } from './holder-page.ts';

/** Whether the office may move the visit to an earlier time, too, if it has to close. */
export interface EarlierView {
  readonly post: string;
  readonly agreed: boolean;
}

/** Null: the visit is not to come. */
export async function earlierView(system: System, { booking, site }: Held): Promise<EarlierView | null> {
  if (booking.state !== 'confirmed' || !site.active) return null;
  const agreed = (await earlierConsents(system.database.reader, [booking.id])).has(booking.id);
  return { post: paths.booking.earlierConsent(booking.reference), agreed };
}

export function agreeHere(system: System): RequestHandler<{ reference: string }> {
  return holderPage(system, async ({ booking }, request, response) => {
    const agreed = typed(request.body, 'agreed') === '1';
    await agreeToEarlier(system, booking.id, agreed);
    response.redirect(303, `${paths.booking.show(booking.reference)}#earlier`);
  });
}
