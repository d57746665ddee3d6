import type { Request, Response } from 'express';
import { bookVisit } from '../../actions/booking/book-visit.ts';
import { seriesAfter } from '../../actions/booking/series.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { browserOf } from '../request/origin-of.ts';
import { type CheckView, checkView } from './check-view.ts';
import type { ReadDetails } from './details-form.ts';
import { emptyDraft } from './draft.ts';
import { aboutTime } from './gone-view.ts';
import { type BookingParts, type Step, stepHref } from './journey-step.ts';
import { knownVisits, rememberVisits } from './known-visits.ts';
import { originOfBooking } from './proven-contact.ts';
import { otherHold, timeStateOf } from './time-state.ts';
import { aboutWork, workView } from './work-view.ts';

export const checkPage: Page<CheckView> = {
  template: 'booking/check',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.check.title') }),
  scripts: ['book-details.js'],
};

/** A step with everything before it done. */
export interface Complete {
  readonly step: Step & { readonly site: Site };
  readonly details: ReadDetails;
}

/**
 * Books, and goes to the booking; what is refused is told on the page that checks. The draft is the form's token: however often it is
 * sent, it becomes one booking (B6).
 */
export async function bookNow(
  parts: BookingParts,
  request: Request,
  response: Response,
  open: Complete,
  ticks: readonly string[],
): Promise<void> {
  const { step, details } = open;
  const { journey, site, draft, page } = step;
  // the page that was confirmed counts, not what was kept last
  const other = await otherHold(parts.system, step);
  if (journey.draft === null) throw new Error('what was typed has a draft');
  const row = { after: draft.after, contact: details.contact, known: knownVisits(parts.system, request) };
  const series = await seriesAfter(parts.system, row);
  const booked = await bookVisit(
    parts.system,
    {
      site: site.code,
      services: journey.services,
      start: journey.start ?? 0,
      hold: other === null ? draft.hold : null,
      enterprise: details.enterprise,
      contact: details.contact,
      answers: journey.answers,
      ticks,
      locale: draft.locale ?? page.locale,
      consentVersion: consentVersion(step.catalogue),
      source: 'page',
      series,
      from: await originOfBooking(parts.system, request, site.code, details.contact),
    },
    { scope: `form:${browserOf(parts.system, request)}`, key: journey.draft },
  );
  if (booked.ok) {
    const { receipt, reference, token } = booked.value;
    if (other !== null) {
      const release = { type: 'release_hold', hold: other.id, site: other.site } as const;
      await parts.system.bookings.submit(release, { actor: theHolder });
    }
    const become = { id: receipt.id, reference };
    if (series !== null)
      rememberVisits(parts.system, response, parts.system.secrets.tokenFor('visits', series.id));
    parts.drafts.write(request, response, journey.draft, { ...emptyDraft, booking: become });
    response.redirect(303, paths.booking.show(reference, token));
    return;
  }
  await refused(parts, response, open, booked, ticks);
}

async function refused(
  parts: BookingParts,
  response: Response,
  { step, details }: Complete,
  refusal: Refusal,
  ticks: readonly string[],
): Promise<void> {
  const timeState = await timeStateOf(parts.system, step);
  // a time that has gone is told by its own notice, with the nearest free ones
  const working = aboutWork.has(refusal.code);
  const shown = working || (aboutTime.has(refusal.code) && timeState.kind === 'gone') ? null : refusal;
  const work = working ? await workView(parts.system, step, 'book-check') : null;
  response.status(409);
  renderAt(
    response,
    checkPage,
    checkView(step, details, { timeState, refusal: shown, ticks, work }),
    stepHref('check', step.journey),
  );
}
