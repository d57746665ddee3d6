import type { RequestHandler } from 'express';
import type { creditCodeAdvice } from '../../domain/enterprise/credit-code-advice.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type ChecklistView, checklistView } from '../public/checklist-view.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { bookNow } from './book-now.ts';
import {
  detailFields,
  type FieldErrors,
  hasErrors,
  readDetails,
  type TypedDetails,
  typedDetails,
} from './details-form.ts';
import { fitsDraft } from './draft.ts';
import { type GoneView, goneView } from './gone-view.ts';
import { type HoldView, holdView } from './hold-view.ts';
import { journeyHref } from './journey.ts';
import {
  type BookingParts,
  openStep,
  type Step,
  sentElsewhere,
  stepHref,
  withDraft,
} from './journey-step.ts';
import { originOfHold } from './proven-contact.ts';
import { type StepsView, stepsView } from './steps-view.ts';
import { type SummaryView, summaryView } from './summary-view.ts';
import { keepTime, type TimeState, timeStateOf } from './time-state.ts';

export interface DetailsView {
  readonly steps: StepsView;
  readonly summary: SummaryView;
  readonly materials: { readonly names: string; readonly checklist: ChecklistView };
  readonly action: string;
  /** whether a script can confirm from here, without the page that checks: a token against booking twice is in the address */
  readonly confirms: boolean;
  /** whether what need not be told has been, or is wrong */
  readonly more: boolean;
  readonly typed: TypedDetails;
  readonly errors: FieldErrors;
  readonly errorList: readonly { readonly field: string; readonly message: string }[];
  readonly consentVersion: string;
  readonly keepDays: number;
  readonly hold: HoldView | null;
  readonly gone: GoneView | null;
  /** sentences of the credit code with places for values, for the browser's own check */
  readonly sentences: Readonly<Record<string, string>>;
}

const emptyDetails: TypedDetails = typedDetails({});
const optionalFields = ['customsCode', 'email', 'telephone'] as const;

const detailsPage: Page<DetailsView> = {
  template: 'booking/enter-details',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.details.title') }),
  scripts: ['book-details.js'],
};

function detailsView(
  step: Step,
  typed: TypedDetails,
  errors: FieldErrors,
  timeState: TimeState,
): DetailsView {
  const { journey, page } = step;
  const checklist = checklistView(step.checklist, page);
  return {
    steps: stepsView('details', journey, page),
    summary: summaryView(step),
    materials: {
      names: checklist.groups
        .flatMap(({ items }) => items.map(({ name }) => name))
        .join(page.t('book.listSeparator')),
      checklist,
    },
    action: journeyHref(paths.book.details(), journey),
    confirms: journey.draft !== null,
    more: optionalFields.some((field) => typed[field] !== '' || errors[field] !== undefined),
    typed,
    errors,
    errorList: detailFields.flatMap((field) => {
      const message = errors[field];
      return message === undefined ? [] : [{ field, message }];
    }),
    consentVersion: consentVersion(step.catalogue),
    keepDays: step.site?.rules.retentionDays ?? 0,
    hold: holdView(step, timeState),
    gone: goneView(step, timeState),
    sentences: sentencesFor(page),
  };
}

function sentencesFor({ t }: PageContext): Record<string, string> {
  const blank = { position: '{position}', character: '{character}', hint: '{hint}', length: '{length}' };
  const kinds: readonly ReturnType<typeof creditCodeAdvice>['sentence'][] = [
    'empty',
    'length',
    'digit',
    'hint',
    'character',
    'check',
  ];
  const said = kinds.map((kind) => [kind, t(`book.problem.creditCode.${kind}`, blank)]);
  return {
    ...Object.fromEntries(said),
    suggestion: t('book.problem.creditCode.suggestion', { code: '{code}' }),
  };
}

export function showDetails(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await openStep(parts, request);
    if (sentElsewhere(step, 'details', parts.system, response) || step.site === null) return;
    const timeState = await timeStateOf(parts.system, { ...step, site: step.site });
    const typed = step.draft.typed ?? emptyDetails;
    const sent = request.query['checked'] !== undefined && step.draft.typed !== null;
    const { errors } = sent
      ? readDetails(typed, consentVersion(step.catalogue), step.page.t)
      : { errors: {} };
    if (hasErrors(errors)) response.status(422);
    else if (sent && timeState.kind === 'gone') response.status(409);
    renderAt(response, detailsPage, detailsView(step, typed, errors, timeState), request.originalUrl);
  };
}

/**
 * Keeps what was typed, right or wrong, keeps the time once more if its hold ran out, and goes on when both are well: to the page that
 * checks, or, confirmed by a script that has spared it, to the booking. What is wrong is told at an address of its own, so that the
 * browser can go back to it.
 */
export function takeDetails(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const opened = await openStep(parts, request);
    if (sentElsewhere(opened, 'details', parts.system, response) || opened.site === null) return;
    const journey = withDraft(opened.journey, parts.system);
    const typed = typedDetails(request.body);
    const step = { ...opened, journey, site: opened.site };
    let draft = { ...opened.draft, typed };
    const details = readDetails(typed, consentVersion(step.catalogue), step.page.t);
    if (confirmed(request.body) && opened.journey.draft !== null && !hasErrors(details.errors)) {
      parts.drafts.write(request, response, opened.journey.draft, draft);
      await bookNow(parts, request, response, { step: { ...step, draft }, details }, []);
      return;
    }
    let timeState = await timeStateOf(parts.system, step);
    if (timeState.kind === 'free' && journey.start !== null) {
      const from = await originOfHold(parts.system, request, opened.site.code);
      const kept = await keepTime(parts, step, journey.start, from);
      if (kept.ok) draft = { ...draft, hold: kept.value };
      timeState = await timeStateOf(parts.system, { ...step, draft });
    }
    parts.drafts.write(request, response, journey.draft, draft);
    if (!fitsDraft(typed)) {
      // too long to be kept: told here, as the only page that knows all of it
      response.status(422);
      const view = detailsView(step, typed, details.errors, timeState);
      renderAt(response, detailsPage, view, stepHref('details', journey));
      return;
    }
    const well = !hasErrors(details.errors) && timeState.kind !== 'gone';
    response.redirect(
      303,
      well ? stepHref('check', journey) : journeyHref(paths.book.details(), journey, { checked: '1' }),
    );
  };
}

function confirmed(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'confirm' in body && body.confirm === 'now';
}
