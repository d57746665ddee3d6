import type { RequestHandler } from 'express';
import { openSeries } from '../../actions/booking/series.ts';
import { paths } from '../paths.ts';
import { typedDetails } from './details-form.ts';
import { emptyDraft } from './draft.ts';
import { holderPage } from './holder-page.ts';
import { journeyHref } from './journey.ts';
import type { BookingParts } from './journey-step.ts';

/** Starts another booking for another enterprise: who comes and where is known, and goes into the sealed draft. */
export function bookAfter({ system, drafts }: BookingParts): RequestHandler<{ reference: string }> {
  return holderPage(system, async ({ booking }, request, response) => {
    const { name, mobile, email, telephone } = booking.contact;
    const typed = typedDetails({ name, mobile, email: email ?? '', telephone: telephone ?? '' });
    const draft = system.secrets.newId();
    await openSeries(system, booking.id);
    drafts.write(request, response, draft, {
      ...emptyDraft,
      typed,
      locale: booking.locale,
      after: booking.id,
    });
    const journey = { services: [], answers: {}, site: booking.site, start: null, draft };
    response.redirect(303, journeyHref(paths.book.services(), journey));
  });
}
