import type { Request, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { visitAt } from '../../domain/booking/visit.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { type Checklist, checklistFor } from '../../domain/catalogue/checklist.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { Draft, Drafts } from './draft.ts';
import { type Journey, journeyHref, knownJourney, readJourney } from './journey.ts';

const steps = ['services', 'checklist', 'time', 'details', 'check'] as const;
export type StepName = (typeof steps)[number];

/** Everything that a page of the journey knows before it does anything. */
export interface Step {
  readonly journey: Journey;
  readonly draft: Draft;
  readonly catalogue: Catalogue;
  readonly checklist: Checklist;
  /** null: none chosen, or it does not do what was chosen */
  readonly site: Site | null;
  readonly page: PageContext;
}

export interface BookingParts {
  readonly system: System;
  readonly drafts: Drafts;
}

export async function openStep({ system, drafts }: BookingParts, request: Request): Promise<Step> {
  const catalogue = await system.catalogue();
  const read = knownJourney(readJourney(request.query), catalogue);
  const chosen = read.site === null ? undefined : catalogue.sites.get(read.site);
  // before services are chosen every site may be right
  const fits =
    read.services.length === 0 ||
    (chosen !== undefined && visitAt(chosen, catalogue.services, read.services).ok);
  const site = chosen !== undefined && fits ? chosen : null;
  const journey = { ...read, site: site?.code ?? null };
  return {
    journey,
    draft: drafts.read(request, journey.draft),
    catalogue,
    checklist: checklistFor(catalogue, journey.site, journey.services, journey.answers),
    site,
    page: pageContext(request),
  };
}

/** The first step that must come before `wanted` and is not done yet; `wanted` itself when nothing is missing. */
function firstOpenStep(
  step: Pick<Step, 'journey' | 'checklist' | 'site' | 'draft'>,
  wanted: StepName,
): StepName {
  const { journey, checklist, site, draft } = step;
  const done: Readonly<Record<StepName, boolean>> = {
    services: journey.services.length > 0,
    checklist: checklist.unanswered.length === 0 && checklist.stops.length === 0,
    time: site !== null && journey.start !== null,
    details: draft.typed !== null,
    check: false,
  };
  return steps.slice(0, steps.indexOf(wanted)).find((name) => !done[name]) ?? wanted;
}

export function stepHref(name: StepName, journey: Journey): string {
  return journeyHref(paths.book[name](), journey);
}

/** Sends whoever has skipped something to what is missing, and whoever has booked already to the booking. True: answered. */
export function sentElsewhere(step: Step, wanted: StepName, system: System, response: Response): boolean {
  const { draft, journey } = step;
  if (draft.booking !== null) {
    const { id, reference } = draft.booking;
    response.redirect(303, paths.booking.show(reference, system.secrets.tokenFor('booking', id)));
    return true;
  }
  const open = firstOpenStep(step, wanted);
  if (open === wanted) return false;
  response.redirect(303, stepHref(open, journey));
  return true;
}

/** The office where something is done; null: answered already, by sending the visitor to what is missing. */
export function officeOf(step: Step, wanted: StepName, system: System, response: Response): Site | null {
  if (sentElsewhere(step, wanted, system, response)) return null;
  if (step.site === null) response.redirect(303, stepHref('time', step.journey));
  return step.site;
}

/** The journey with a draft to its name. */
export function withDraft(journey: Journey, system: System): Journey & { readonly draft: string } {
  return { ...journey, draft: journey.draft ?? system.secrets.newId() };
}
