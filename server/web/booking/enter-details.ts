import type { RequestHandler } from 'express';
import type { creditCodeAdvice } from '../../domain/enterprise/credit-code-advice.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import {
  detailFields,
  type FieldErrors,
  hasErrors,
  readDetails,
  type TypedDetails,
  typedDetails,
} from './details-form.ts';
import { type GoneView, goneView } from './gone-view.ts';
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

export interface HoldView {
  /** "kept until 10:23", for whoever has no script */
  readonly text: string;
  /** milliseconds */
  readonly left: number;
}

export interface DetailsView {
  readonly steps: StepsView;
  readonly summary: SummaryView;
  readonly action: string;
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
  return {
    steps: stepsView('details', journey, page),
    summary: summaryView(step),
    action: journeyHref(paths.book.details(), journey),
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

export function holdView({ site, page }: Step, timeState: TimeState): HoldView | null {
  if (timeState.kind !== 'held' || site === null) return null;
  const { time } = formatting(page.locale, site.timeZone);
  return {
    text: page.t('book.hold.until', { time: time(timeState.expiresAt) }),
    left: timeState.expiresAt - page.now,
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
    const view = detailsView(step, step.draft.typed ?? emptyDetails, {}, timeState);
    renderAt(response, detailsPage, view, request.originalUrl);
  };
}

/** Keeps what was typed, right or wrong, keeps the time once more if its hold ran out, and goes on when both are well. */
export function takeDetails(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const opened = await openStep(parts, request);
    if (sentElsewhere(opened, 'details', parts.system, response) || opened.site === null) return;
    const journey = withDraft(opened.journey, parts.system);
    const typed = typedDetails(request.body);
    const step = { ...opened, journey, site: opened.site };
    let draft = { ...opened.draft, typed };
    let timeState = await timeStateOf(parts.system, step);
    if (timeState.kind === 'free' && journey.start !== null) {
      const from = await originOfHold(parts.system, request, opened.site.code);
      const kept = await keepTime(parts, step, journey.start, from);
      if (kept.ok) draft = { ...draft, hold: kept.value };
      timeState = await timeStateOf(parts.system, { ...step, draft });
    }
    parts.drafts.write(request, response, journey.draft, draft);
    const { errors } = readDetails(typed, consentVersion(step.catalogue), step.page.t);
    if (!hasErrors(errors) && timeState.kind !== 'gone') {
      response.redirect(303, stepHref('check', journey));
      return;
    }
    response.status(hasErrors(errors) ? 422 : 409);
    renderAt(
      response,
      detailsPage,
      detailsView(step, typed, errors, timeState),
      stepHref('details', journey),
    );
  };
}
