import type { Request, RequestHandler, Response } from 'express';
import { nearestFree } from '../../domain/booking/slots.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { problemStatus } from '../api/problem-status.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import { bookedBefore } from './beside-view.ts';
import { chooseTimeView, refusedView, type ShownOffer, timePage } from './choose-time-view.ts';
import { type ComparedSite, compareSites } from './compare-sites.ts';
import { aboutTime, goneHeading } from './gone-view.ts';
import { journeyHref } from './journey.ts';
import {
  type BookingParts,
  officeOf,
  openStep,
  type Step,
  sentElsewhere,
  stepHref,
  withDraft,
} from './journey-step.ts';
import { nearChoices } from './offer-view.ts';
import { originOfHold, provenIn } from './proven-contact.ts';
import { keepTime, timeStateOf } from './time-state.ts';
import { aboutWork, workView } from './work-view.ts';

const compared = ({ system }: BookingParts, { catalogue, journey, site }: Step) =>
  compareSites(system, catalogue, journey.services, site?.city ?? null);

/** With the one office that there is to choose, where there is one alone. */
function withOnlyOffice(step: Step, sites: readonly ComparedSite[]): Step {
  const [only, ...others] = sites;
  if (step.site !== null || only === undefined || others.length > 0 || only.refusal !== null) return step;
  return { ...step, site: only.site, journey: { ...step.journey, site: only.site.code } };
}

export function showTimes(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const opened = await openStep(parts, request);
    if (sentElsewhere(opened, 'time', parts.system, response)) return;
    const sites = await compared(parts, opened);
    const step = withOnlyOffice(opened, sites);
    const { site } = step;
    const offer = site === null ? null : await offerOf(parts, { ...step, site }, sites, request);
    const shown = {
      compared: sites,
      offer,
      gone: null,
      refused: null,
      work:
        site === null || offer?.held === true || provenIn(parts.system, request) !== null
          ? null
          : await workView(parts.system, { ...step, site }, null),
    };
    renderAt(response, timePage, chooseTimeView(step, shown), request.originalUrl);
  };
}

async function offerOf(
  parts: BookingParts,
  step: Step & { readonly site: Site },
  sites: readonly ComparedSite[],
  request: Request,
): Promise<ShownOffer> {
  const its = sites.find(({ site }) => site.code === step.site.code);
  const { day } = request.query;
  return {
    days: its?.days ?? [],
    refusal: its?.refusal?.code ?? null,
    held: step.journey.start !== null && (await timeStateOf(parts.system, step)).kind === 'held',
    before: await bookedBefore(parts, step, request),
    wanted: typeof day === 'string' ? day : null,
  };
}

/** Keeps the chosen time and goes on; to where the visitor was when it had gone, else to the details. */
export function takeTime(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    const site = officeOf(step, 'time', parts.system, response);
    if (site === null) return;
    const { draft } = step;
    const body = (request.body ?? {}) as Record<string, unknown>;
    const start = /^\d{12,14}$/.test(String(body['start'])) ? Number(body['start']) : null;
    const journey = withDraft(step.journey, parts.system);
    if (start === null) {
      response.redirect(303, stepHref('time', journey));
      return;
    }
    const from = await originOfHold(parts.system, request, site.code);
    const kept = await keepTime(parts, step, start, from);
    if (kept.ok) {
      parts.drafts.write(request, response, journey.draft, { ...draft, hold: kept.value });
      response.redirect(303, stepHref(draft.typed === null ? 'details' : 'check', { ...journey, start }));
      return;
    }
    await refused(parts, { ...step, journey, site }, { code: kept.code, start }, request, response);
  };
}

/** The page again, with why the time could not be kept and what else there is. */
async function refused(
  parts: BookingParts,
  step: Step & { readonly site: Site },
  { code, start }: { readonly code: RefusalCode; readonly start: number },
  request: Request,
  response: Response,
): Promise<void> {
  const { site, page, journey } = step;
  const sites = await compared(parts, step);
  const offer = await offerOf(parts, { ...step, journey: { ...journey, start: null } }, sites, request);
  const about = journeyHref(paths.book.time(), journey);
  const shown = {
    compared: sites,
    offer: { ...offer, refusal: code, wanted: localDate(start, site.timeZone) },
    gone: aboutTime.has(code)
      ? {
          heading: goneHeading(page, start, false),
          text: page.t(start <= page.now ? 'book.gone.pastText' : `refusal.${code}`),
          near: nearChoices(nearestFree(offer.days, start, 3), site, page),
          action: about,
          moreHref: null,
        }
      : null,
    refused: aboutTime.has(code) || aboutWork.has(code) ? null : refusedView(step, code),
    work: await workView(parts.system, step, aboutWork.has(code) ? { action: about, start } : null),
  };
  const again = { ...step, journey: { ...journey, start: null } };
  response.status(problemStatus[code] === 429 ? 429 : 409);
  renderAt(response, timePage, chooseTimeView(again, shown), stepHref('time', again.journey));
}
