import type { RequestHandler } from 'express';
import { visitAt } from '../../domain/booking/visit.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { type AskedHere, answersIn, askedAbout } from './asked-here.ts';
import type { Journey } from './journey.ts';
import { journeyHref, knownJourney, mostCards, mostOfOne, readJourney } from './journey.ts';
import { type BookingParts, openStep, type Step, stepHref, withDraft } from './journey-step.ts';
import { type StepsView, stepsView } from './steps-view.ts';

export interface ChooseServicesView {
  readonly steps: StepsView;
  readonly action: string;
  readonly error: string | null;
  /** where the journey began, when it began at a site */
  readonly site: string | null;
  readonly services: readonly {
    readonly code: string;
    readonly name: string;
    readonly summary: string;
    readonly minutes: string;
    readonly chosen: boolean;
    readonly quantity: number;
    readonly online: boolean;
    readonly asks: readonly AskedHere[];
  }[];
  readonly mostCards: number;
}

const servicesPage: Page<ChooseServicesView> = {
  template: 'booking/choose-services',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.services.title') }),
  scripts: ['book-services.js'],
};

function chooseServicesView(step: Step, error: string | null): ChooseServicesView {
  const { journey, catalogue, page, site } = step;
  const { t, locale } = page;
  const offered = [...catalogue.services.values()].filter(
    ({ code }) => site === null || site.services.some((line) => line.service === code),
  );
  return {
    steps: stepsView('services', journey, page),
    action: journeyHref(paths.book.services(), journey),
    error,
    site: site?.name[locale] ?? null,
    services: offered.map((service) => {
      const chosen = journey.services.find(({ code }) => code === service.code);
      return {
        code: service.code,
        name: service.name[locale],
        summary: service.summary[locale],
        minutes: t('common.minutes', { minutes: service.minutes }),
        chosen: chosen !== undefined,
        quantity: chosen?.quantity ?? 1,
        online: service.online,
        asks: askedAbout(service.code, catalogue, journey, page),
      };
    }),
    mostCards: mostCards(catalogue),
  };
}

export function showServices(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    const { services } = step.journey;
    const wrong = request.query['wrong'] === undefined ? null : refusedEverywhere(step.catalogue, services);
    if (wrong !== null) response.status(422);
    const error = wrong === null ? null : step.page.t(`refusal.${wrong}`);
    renderAt(response, servicesPage, chooseServicesView(step, error), request.originalUrl);
  };
}

export function takeServices(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    const services = servicesIn(request.body);
    const answers = answersIn(request.body, step.catalogue, { services, answers: step.journey.answers });
    const chosen = knownJourney({ ...step.journey, services, answers }, step.catalogue);
    const refused = refusedEverywhere(step.catalogue, chosen.services);
    if (refused === null) {
      // other services take other time: a start that was chosen before is no longer meant
      const journey = withDraft(
        { ...chosen, start: sameServices(step.journey, chosen) ? chosen.start : null },
        parts.system,
      );
      response.redirect(303, stepHref(afterServices(step, journey), journey));
      return;
    }
    // told at an address of its own, so that the browser can go back to it
    response.redirect(303, journeyHref(paths.book.services(), chosen, { wrong: '1' }));
  };
}

/** Why no office at all takes this visit, however long its day; null: one does, or none would for a reason that its own days tell. */
function refusedEverywhere(catalogue: Catalogue, services: Journey['services']): RefusalCode | null {
  if (services.length === 0) return 'no_services';
  const sites = [...catalogue.sites.values()].filter(({ bookable }) => bookable);
  const answers = sites.map((site) => visitAt(site, catalogue.services, services));
  if (answers.some(({ ok }) => ok)) return null;
  const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.code]));
  return (['too_many_services', 'visit_too_long'] as const).find((code) => codes.includes(code)) ?? null;
}

/** Straight to the time where everything was answered on this page, with what the answers mean beside them; else to what is still to be said. */
function afterServices({ catalogue }: Step, journey: Journey): 'checklist' | 'time' {
  const { unanswered, stops } = checklistFor(catalogue, journey.site, journey.services, journey.answers);
  return unanswered.length === 0 && stops.length === 0 ? 'time' : 'checklist';
}

/** The services that are chosen in a form, with how many of each. */
export function servicesIn(body: unknown): Journey['services'] {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { services } = readJourney({ service: fields['service'] });
  return services.map(({ code }) => {
    const typed = fields[`quantity-${code}`];
    const quantity = typeof typed === 'string' && /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 1;
    return { code, quantity: Math.min(Math.max(1, quantity), mostOfOne) };
  });
}

function sameServices(left: Journey, right: Journey): boolean {
  return JSON.stringify(left.services) === JSON.stringify(right.services);
}
