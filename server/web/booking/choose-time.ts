import type { RequestHandler } from 'express';
import type { Booking } from '../../domain/booking/booking.ts';
import { type DayOffer, nearestFree } from '../../domain/booking/slots.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { problemStatus } from '../api/problem-status.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { type BesideView, besideView, bookedBefore } from './beside-view.ts';
import { aboutTime, type GoneView } from './gone-view.ts';
import { journeyHref } from './journey.ts';
import {
  type BookingParts,
  openStep,
  type Step,
  sentElsewhere,
  stepHref,
  withDraft,
} from './journey-step.ts';
import { nearChoices, type OfferView, offerView } from './offer-view.ts';
import { originOfHold, provenIn } from './proven-contact.ts';
import { type StepsView, stepsView } from './steps-view.ts';
import { type SummaryView, summaryView } from './summary-view.ts';
import { keepTime, shownDays, timeStateOf } from './time-state.ts';
import { aboutNetwork, aboutWork, type WorkView, workView } from './work-view.ts';

export interface ChooseTimeView {
  readonly steps: StepsView;
  readonly summary: SummaryView;
  readonly lede: string;
  readonly offer: OfferView;
  readonly gone: GoneView | null;
  /** why a time could not be kept that is free */
  readonly refused: Refused | null;
  readonly work: WorkView | null;
  /** the time that is kept already, and the way on with it */
  readonly kept: { readonly text: string; readonly nextHref: string } | null;
  /** free times beside the visit that was booked before; null: none */
  readonly beside: BesideView | null;
  /** a day is full: where to wait for a place; null: there is nothing to wait for */
  readonly waitHref: string | null;
  /** nothing can be booked at all: whom to ask */
  readonly none: {
    readonly text: string;
    readonly telephone: string | null;
    readonly sitesHref: string;
  } | null;
}

const timePage: Page<ChooseTimeView> = {
  template: 'booking/choose-time',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.time.title') }),
  scripts: ['book-time.js'],
};

export interface Refused {
  readonly text: string;
  /** where a contact can be proven, which may help; null: it would not */
  readonly codeHref: string | null;
}

function refusedView({ journey, page }: Step, code: RefusalCode): Refused {
  const helps = aboutNetwork.has(code);
  return {
    text: page.t(`refusal.${code}`),
    codeHref: helps ? journeyHref(paths.book.code(), journey) : null,
  };
}

interface Shown {
  readonly days: readonly DayOffer[];
  readonly refusal: RefusalCode | null;
  readonly gone: GoneView | null;
  readonly held: boolean;
  readonly wanted: string | null;
  readonly refused?: Refused | null;
  readonly work: WorkView | null;
  /** the visit after which this one is booked */
  readonly before: Booking | null;
}

function chooseTimeView(step: Step, shown: Shown): ChooseTimeView {
  const { journey, site, page } = step;
  if (site === null) throw new Error('a time is chosen at a site');
  const { t, locale } = page;
  const chosenDay =
    journey.start === null ? (shown.before?.day ?? null) : localDate(journey.start, site.timeZone);
  const ask = {
    site,
    days: shown.days,
    wanted: shown.wanted ?? chosenDay,
    chosen: journey.start,
    action: journeyHref(paths.book.time(), journey),
    dayHref: (day: string) => journeyHref(paths.book.time(), journey, { day }),
  };
  const some = shown.days.some(({ state }) => state === 'open');
  const when = journey.start === null ? '' : formatting(locale, site.timeZone).dayTime(journey.start);
  return {
    steps: stepsView('time', journey, page),
    summary: summaryView({ ...step, journey: { ...journey, start: null } }),
    lede: t('book.time.lede', { minutes: site.rules.holdMinutes }),
    offer: offerView(ask, page),
    gone: shown.gone,
    refused: shown.refused ?? null,
    work: shown.work,
    kept: shown.held ? { text: t('book.time.kept', { when }), nextHref: stepHref('details', journey) } : null,
    beside: besideView({ ...step, site }, shown.before, shown.days),
    waitHref: waitHref(step, site, shown),
    none: some
      ? null
      : {
          text: shown.refusal === null ? t('book.time.none') : t(`refusal.${shown.refusal}`),
          telephone: site.telephone,
          sitesHref: stepHref('site', { ...journey, start: null }),
        },
  };
}

/** Where the site has a list, and a day that is full, or (a day was asked for in vain) none is left. */
function waitHref({ journey }: Step, site: Site, { days, refusal }: Shown): string | null {
  const full = days.some(({ state }) => state === 'full') || days.every(({ state }) => state !== 'open');
  return site.rules.waitingList && full && refusal !== 'not_offered'
    ? journeyHref(paths.book.waiting(), { ...journey, start: null })
    : null;
}

export function showTimes(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    if (sentElsewhere(step, 'time', parts.system, response) || step.site === null) return;
    const { site, journey } = step;
    const days = await shownDays(parts.system, site, journey.services);
    const held =
      journey.start !== null && (await timeStateOf(parts.system, { ...step, site })).kind === 'held';
    const shown = {
      days: days.ok ? days.value : [],
      refusal: days.ok ? null : days.code,
      gone: null,
      held,
      before: await bookedBefore(parts, step, request),
      wanted: typeof request.query['day'] === 'string' ? request.query['day'] : null,
      work:
        held || provenIn(parts.system, request) !== null
          ? null
          : await workView(parts.system, { ...step, site }, null),
    };
    renderAt(response, timePage, chooseTimeView(step, shown), request.originalUrl);
  };
}

/** Keeps the chosen time and goes on; to where the visitor was when it had gone, else to the details. */
export function takeTime(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    if (sentElsewhere(step, 'time', parts.system, response) || step.site === null) return;
    const { site, draft, page } = step;
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
    const days = await shownDays(parts.system, site, journey.services);
    const offered = days.ok ? days.value : [];
    const about = journeyHref(paths.book.time(), journey);
    const taken = {
      heading: page.t('book.gone.taken'),
      text: page.t(`refusal.${kept.code}`),
      near: nearChoices(nearestFree(offered, start, 3), site, page),
      action: about,
      moreHref: null,
    };
    const shown = {
      days: offered,
      refusal: kept.code,
      gone: aboutTime.has(kept.code) ? taken : null,
      refused:
        aboutTime.has(kept.code) || aboutWork.has(kept.code)
          ? null
          : refusedView({ ...step, journey }, kept.code),
      held: false,
      before: await bookedBefore(parts, step, request),
      wanted: localDate(start, site.timeZone),
      work: await workView(
        parts.system,
        { ...step, site },
        aboutWork.has(kept.code) ? { action: about, start } : null,
      ),
    };
    response.status(problemStatus[kept.code] === 429 ? 429 : 409);
    renderAt(
      response,
      timePage,
      chooseTimeView({ ...step, journey: { ...journey, start: null } }, shown),
      stepHref('time', { ...journey, start: null }),
    );
  };
}
