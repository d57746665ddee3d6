import type { Booking } from '../../domain/booking/booking.ts';
import type { DayOffer } from '../../domain/booking/slots.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { telephoneHref } from '../public/city-sites.ts';
import type { Page } from '../render-page.ts';
import { type BesideView, besideView } from './beside-view.ts';
import type { ComparedSite } from './compare-sites.ts';
import type { GoneView } from './gone-view.ts';
import { journeyHref } from './journey.ts';
import { type Step, stepHref } from './journey-step.ts';
import { type OfferView, offerView } from './offer-view.ts';
import { type OfficesView, officesView } from './office-cards.ts';
import { plannedStarts } from './planned-starts.ts';
import { type StepsView, stepsView } from './steps-view.ts';
import { serviceNames } from './summary-view.ts';
import { aboutNetwork, type WorkView } from './work-view.ts';

export interface ChooseTimeView {
  readonly steps: StepsView;
  /** what the visit is for, in one line */
  readonly services: string;
  readonly servicesHref: string;
  readonly offices: OfficesView;
  /** days and times of the chosen office; null: none is chosen */
  readonly chosen: ChosenOffice | null;
  readonly gone: GoneView | null;
  /** why a time could not be kept that is free */
  readonly refused: Refused | null;
  readonly work: WorkView | null;
  /** the time that is kept already, and the way on with it */
  readonly kept: { readonly text: string; readonly nextHref: string } | null;
  /** free times beside the visit that was booked before; null: none */
  readonly beside: BesideView | null;
}

export interface ChosenOffice {
  readonly name: string;
  readonly lede: string;
  readonly offer: OfferView;
  readonly telephone: { readonly text: string; readonly href: string } | null;
  /** a day is full: where to wait for a place; null: there is nothing to wait for */
  readonly waitHref: string | null;
  /** why nothing can be booked at all; null: something can */
  readonly none: string | null;
}

export interface Refused {
  readonly text: string;
  /** where a contact can be proven, which may help; null: it would not */
  readonly codeHref: string | null;
}

export const timePage: Page<ChooseTimeView> = {
  template: 'booking/choose-time',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.time.title') }),
  scripts: ['book-time.js'],
};

export function refusedView({ journey, page }: Step, code: RefusalCode): Refused {
  const helps = aboutNetwork.has(code);
  return {
    text: page.t(`refusal.${code}`),
    codeHref: helps ? journeyHref(paths.book.code(), journey) : null,
  };
}

/** What is known of the chosen office's days. */
export interface ShownOffer {
  readonly days: readonly DayOffer[];
  readonly refusal: RefusalCode | null;
  readonly held: boolean;
  readonly wanted: string | null;
  /** the visit after which this one is booked */
  readonly before: Booking | null;
}

export interface Shown extends Pick<ChooseTimeView, 'gone' | 'refused' | 'work'> {
  readonly compared: readonly ComparedSite[];
  /** null: no office is chosen */
  readonly offer: ShownOffer | null;
}

export function chooseTimeView(step: Step, shown: Shown): ChooseTimeView {
  const { journey, site, page, catalogue } = step;
  const { t, locale } = page;
  const { offer, compared, gone, refused, work } = shown;
  const when =
    journey.start === null || site === null ? '' : formatting(locale, site.timeZone).dayTime(journey.start);
  return {
    steps: stepsView('time', journey, page),
    services: serviceNames(journey.services, catalogue, page).join(t('book.listSeparator')),
    servicesHref: stepHref('services', journey),
    offices: officesView(step, compared),
    chosen: site === null || offer === null ? null : chosenView({ ...step, site }, offer),
    ...{ gone, refused, work },
    kept:
      offer?.held === true
        ? { text: t('book.time.kept', { when }), nextHref: stepHref('details', journey) }
        : null,
    beside: site === null || offer === null ? null : besideView({ ...step, site }, offer.before, offer.days),
  };
}

function chosenView(step: Step & { readonly site: Site }, offer: ShownOffer): ChosenOffice {
  const { journey, site, page } = step;
  const { t, locale } = page;
  const chosenDay =
    journey.start === null ? (offer.before?.day ?? null) : localDate(journey.start, site.timeZone);
  const ask = {
    site,
    days: offer.days,
    wanted: offer.wanted ?? chosenDay,
    chosen: journey.start,
    action: journeyHref(paths.book.time(), journey),
    dayHref: (day: string) => journeyHref(paths.book.time(), journey, { day }),
    planned: (date: string) => plannedStarts(step.catalogue, site, journey.services, { date, now: page.now }),
  };
  const { telephone } = site;
  const none = offer.refusal === null ? t('book.time.none') : t(`refusal.${offer.refusal}`);
  return {
    name: site.name[locale],
    lede: t('book.time.lede', { minutes: site.rules.holdMinutes }),
    offer: offerView(ask, page),
    telephone: telephone === null ? null : { text: telephone, href: telephoneHref(telephone) },
    waitHref: waitHref(step, offer),
    none: offer.days.some(({ state }) => state === 'open') ? null : none,
  };
}

/** Where the site has a list, and a day that is full, or (a day was asked for in vain) none is left. */
function waitHref(
  { journey, site }: Step & { readonly site: Site },
  { days, refusal }: ShownOffer,
): string | null {
  const full = days.some(({ state }) => state === 'full') || days.every(({ state }) => state !== 'open');
  return site.rules.waitingList && full && refusal !== 'not_offered'
    ? journeyHref(paths.book.waiting(), { ...journey, start: null })
    : null;
}
