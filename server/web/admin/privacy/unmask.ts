import type { RequestHandler } from 'express';
import { z } from 'zod';
import { unmaskBooking } from '../../../actions/staff/unmask-booking.ts';
import type { System } from '../../../actions/system.ts';
import type { ContactDetails, EnterpriseDetails } from '../../../domain/booking/booking.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { paths } from '../../paths.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { ownPath } from '../../request/own-path.ts';

/** Whom a booking names; also the answer to a script that asks for JSON. */
export interface UnmaskedView {
  readonly reference: string;
  readonly enterprise: EnterpriseDetails;
  readonly contact: ContactDetails;
  readonly back: string;
}

const page: Page<UnmaskedView> = {
  template: 'admin/privacy/unmasked',
  layout: 'admin',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('audit.unmask.title') }),
};

const form = z.object({
  reason: z.string().trim().max(200).catch(''),
  back: z.string().max(500).catch(''),
});

function unmask(system: System): RequestHandler {
  return async (request, response) => {
    const { reason, back } = form.parse(request.body ?? {});
    const found = await unmaskBooking(system, currentStaff(request), {
      reference: parameter(request, 'reference'),
      reason,
    });
    if (!found.ok) return renderErrorPage(response, found.code === 'not_permitted' ? 403 : 404, found.code);
    const { reference, enterprise, contact } = found.value;
    response.set('Cache-Control', 'no-store');
    if (request.accepts(['html', 'json']) === 'json') response.json({ reference, enterprise, contact });
    else renderPage(response, page, { reference, enterprise, contact, back: ownPath(back) });
  };
}

/** POST, because looking leaves a trace: form fields `reason` and `back` (a path of ours), both optional. */
export const unmaskPages: readonly DeclaredPage<System>[] = [
  { path: paths.admin.unmask(':reference'), audience: staffOfSite('booking.read'), post: unmask },
];
