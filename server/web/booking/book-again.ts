import type { RequestHandler } from 'express';
import type { Booking } from '../../domain/booking/booking.ts';
import { type TypedDetails, typedDetails } from './details-form.ts';
import { emptyDraft } from './draft.ts';
import { holderPage } from './holder-page.ts';
import { knownJourney } from './journey.ts';
import { type BookingParts, stepHref, withDraft } from './journey-step.ts';

/**
 * Begins another booking with everything that this one says but its time. What is personal goes sealed into the draft and never into the
 * address; agreed is what was agreed to then, so that another privacy notice is asked for anew.
 */
export function bookAgain({ system, drafts }: BookingParts): RequestHandler<{ reference: string }> {
  return holderPage(system, ({ booking, catalogue }, request, response) => {
    const { services, answers, site, locale } = booking;
    const chosen = knownJourney({ services, answers, site, start: null, draft: null }, catalogue);
    const journey = withDraft(chosen, system);
    drafts.write(request, response, journey.draft, { ...emptyDraft, typed: detailsOf(booking), locale });
    response.redirect(303, stepHref('time', journey));
  });
}

/** As if typed once more; null: they are deleted. */
function detailsOf({ enterprise, contact, consentVersion }: Booking): TypedDetails | null {
  if (contact.mobile === '') return null;
  return typedDetails({
    ...{
      enterprise: enterprise.name,
      creditCode: enterprise.creditCode,
      customsCode: enterprise.customsCode,
    },
    ...contact,
    consent: consentVersion,
  });
}
