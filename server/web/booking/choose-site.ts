import type { RequestHandler } from 'express';
import { type BookingParts, openStep, stepHref } from './journey-step.ts';

/** An address of before, when offices had a page of their own: they are chosen together with the time. */
export function showSites(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const { journey } = await openStep(parts, request);
    response.redirect(303, stepHref('time', journey));
  };
}
