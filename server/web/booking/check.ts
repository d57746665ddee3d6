import type { Request, RequestHandler, Response } from 'express';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import { renderAt } from '../render-at.ts';
import { bookNow, type Complete, checkPage } from './book-now.ts';
import { checkView, tickedIn } from './check-view.ts';
import { hasErrors, readDetails, type TypedDetails } from './details-form.ts';
import { type BookingParts, openStep, sentElsewhere, stepHref } from './journey-step.ts';
import { timeStateOf } from './time-state.ts';
import { workView } from './work-view.ts';

/** The step with everything before it done; null: answered already, by sending the visitor to what is missing. */
async function openCheck(
  parts: BookingParts,
  request: Request,
  response: Response,
): Promise<Complete | null> {
  const step = await openStep(parts, request);
  if (sentElsewhere(step, 'check', parts.system, response) || step.site === null) return null;
  const details = readDetails(step.draft.typed as TypedDetails, consentVersion(step.catalogue), step.page.t);
  if (hasErrors(details.errors)) {
    response.redirect(303, stepHref('details', step.journey));
    return null;
  }
  return { step: { ...step, site: step.site }, details };
}

export function showCheck(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const open = await openCheck(parts, request, response);
    if (open === null) return;
    const timeState = await timeStateOf(parts.system, open.step);
    renderAt(
      response,
      checkPage,
      checkView(open.step, open.details, {
        timeState,
        refusal: null,
        ticks: [],
        work: timeState.kind === 'free' ? await workView(parts.system, open.step, null) : null,
      }),
      request.originalUrl,
    );
  };
}

/** Books what was checked. */
export function book(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const open = await openCheck(parts, request, response);
    if (open === null) return;
    await bookNow(parts, request, response, open, tickedIn(request.body, open.step.checklist));
  };
}

/** An address that stands for "done": the booking, when there is one. */
export function showDone(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    if (!sentElsewhere(step, 'check', parts.system, response))
      response.redirect(303, stepHref('check', step.journey));
  };
}
