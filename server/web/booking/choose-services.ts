import type { RequestHandler } from 'express';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import type { Journey } from './journey.ts';
import { journeyHref, knownJourney, mostCards, readJourney } from './journey.ts';
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
      };
    }),
    mostCards: mostCards(catalogue),
  };
}

export function showServices(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    renderAt(response, servicesPage, chooseServicesView(step, null), request.originalUrl);
  };
}

export function takeServices(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    const chosen = knownJourney({ ...step.journey, services: servicesIn(request.body) }, step.catalogue);
    const cards = chosen.services.reduce((sum, { quantity }) => sum + quantity, 0);
    if (cards >= 1 && cards <= mostCards(step.catalogue)) {
      // other services take other time: a start that was chosen before is no longer meant
      const journey = withDraft(
        { ...chosen, start: sameServices(step.journey, chosen) ? chosen.start : null },
        parts.system,
      );
      response.redirect(303, stepHref('checklist', journey));
      return;
    }
    const { t } = step.page;
    const error = cards === 0 ? t('refusal.no_services') : t('refusal.too_many_services');
    response.status(422);
    renderAt(
      response,
      servicesPage,
      chooseServicesView({ ...step, journey: chosen }, error),
      journeyHref(paths.book.services(), chosen),
    );
  };
}

/** The services that are chosen in a form, with how many of each. */
export function servicesIn(body: unknown): Journey['services'] {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { services } = readJourney({ service: fields['service'] });
  return services.map(({ code }) => {
    const typed = fields[`quantity-${code}`];
    const quantity = typeof typed === 'string' && /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 1;
    return { code, quantity: Math.max(1, quantity) };
  });
}

function sameServices(left: Journey, right: Journey): boolean {
  return JSON.stringify(left.services) === JSON.stringify(right.services);
}
